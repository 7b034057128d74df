import { fieldsOf } from './booking-body.ts';
import { correcting, slotChosen, slotMarked, wentBack } from './form-flow.ts';
import { mistakes } from './mistakes.ts';
import { prefilled } from './prefill.ts';
import type { Visit } from './visit.ts';

/* What the presses in the form and on the confirmation mean. */

/** A time was pressed: on to the form, or first to the button that goes on. The focus follows where the press was a visitor's. */
export async function takeSlot(visit: Visit, start: number, focus = true): Promise<void> {
  const { flow, element, type } = visit;
  if (flow.sending || !visit.emit('mb-slot-select', { slot: visit.slot(start) })) return;
  visit.draft ??= prefilled(element, type);
  const waits = flow.step === 'picking' && (element.confirmSlot || (element.skipForm && complete(visit)));
  if (!waits) return void proceed(visit, start, focus);
  try {
    // The button comes with that file.
    await element.bringPage();
    visit.become(slotMarked(visit.flow, start), focus ? '#continue' : undefined);
  } catch {
    visit.become({ ...visit.flow, unread: new element.kit.ApiFailure({ code: 'offline' }) });
  }
}

/** On to the form, or with another time back into it. Answers false where the page prevents it. */
export function proceed(visit: Visit, start: number, focus = true): boolean {
  if (!visit.maySee('form')) return false;
  const date = visit.element.kit.localDate(visit.months.offsets, start);
  visit.become(slotChosen(visit.flow, start, date), focus ? '#form' : undefined);
  return true;
}

/** Whether what is known already answers all that must be answered. */
export const complete = (visit: Visit): boolean =>
  !!visit.type && !Object.keys(mistakes(visit, fieldsOf(visit), visit.draft ?? {})).length;

/** Back to the times, and there to the very button. */
export function goBack(visit: Visit): void {
  if (visit.flow.sending || !visit.maySee('picking')) return;
  const { start } = visit.flow;
  const there = visit.slots.some((slot) => slot.start === start);
  visit.become(wentBack(visit.flow), there ? `[data-start="${start}"]` : '#times');
  visit.readMonth();
}

/**
 * The mailed address is wrong. What was booked cannot be changed from here, so it is to be booked again, with all that was
 * typed kept, and in plain view that the first booking stands.
 */
export function correctAddress(visit: Visit): void {
  if (!visit.maySee('picking')) return;
  visit.result = null;
  visit.months.expire();
  visit.become(correcting(visit.flow, String(visit.draft?.email ?? '').trim()), '#trouble');
  visit.readMonth();
}

export function typeInto(visit: Visit, field: string, value: string | boolean): void {
  visit.draft = { ...visit.draft, [field]: value };
  visit.element.keep();
  // Another place may ask for a telephone number, and so do text messages.
  if (field === 'location' || field === 'texts') visit.element.draw();
}
