import type { Kept } from './page-moves.ts';
import type { Visit, VisitElement } from './visit.ts';

// As wide as two columns need, in em; see booker.css.
const TWO_COLUMNS_EM = 32;
const narrow = new WeakMap<VisitElement, boolean>();

/** Brings the page's form and `:state()` up to what is typed and shown; a new value is told as controls tell theirs. */
export function settle(visit: Visit, own: ElementInternals): void {
  const { meetingId, element } = visit;
  own.setFormValue(meetingId || null, kept(visit));
  own.states.clear();
  for (const state of statesOf(visit)) own.states.add(state);
  // Only few pages set their own level, so what sees to it comes only then.
  if (element.headingLevel && !element.page)
    element.bringPage().then(
      () => element.draw(),
      () => {},
    );
  if (meetingId === (visit.toldId ?? '')) return;
  visit.toldId = meetingId;
  element.dispatchEvent(new Event('change', { bubbles: true }));
}

/** The names under which a page's CSS finds where the visitor stands: `:state(form)`. */
function statesOf({ flow, lost, months, element }: Visit): string[] {
  const times = months.at(flow.month);
  const error = lost || flow.unread || flow.trouble || Object.keys(flow.errors).length;
  return [
    flow.step,
    ...(flow.sending ? ['submitting'] : []),
    ...(error ? ['error'] : []),
    ...(flow.step === 'picking' && !times && !error ? ['loading'] : []),
    ...(flow.step === 'picking' && times?.days.size === 0 ? ['empty'] : []),
    ...(isNarrow(element) ? ['narrow'] : []),
  ];
}

/** Whether there is room for one column only; watched from the first question on. */
function isNarrow(element: VisitElement): boolean {
  if (!narrow.has(element)) {
    narrow.set(element, false);
    const root = element.renderRoot.querySelector('.root');
    const watch = new ResizeObserver(([entry]) => {
      const is =
        !!entry &&
        entry.contentRect.width < TWO_COLUMNS_EM * Number.parseFloat(getComputedStyle(entry.target).fontSize);
      if (is === narrow.get(element)) return;
      narrow.set(element, is);
      element.keep();
    });
    if (root) watch.observe(root);
  }
  return narrow.get(element) ?? false;
}

/** What the browser keeps of a page that is left, so that coming back costs no typing; null where there is nothing. */
function kept({ draft, flow, result, selected }: Visit): string | null {
  const booked = result && { id: result.meeting.id, start: result.meeting.start };
  const start = (flow.step === 'form' && selected?.start) || null;
  const state: Kept = { draft, start, booked };
  return draft || booked ? JSON.stringify(state) : null;
}
