import { correcting, wentBack } from './form-flow.ts';
import type { Visit } from './visit.ts';

/* What the presses in the form and on the confirmation mean. */

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
  // Another place may ask for a telephone number.
  if (field === 'location') visit.element.draw();
}
