import { ApiFailure } from '../shared/api.ts';
import type { LocalDate, Month } from '../shared/calendar-date.ts';
import { cursorMoved, dateChosen, type Flow, monthRead, monthShown } from './booking-flow.ts';
import type { Choosing } from './chooser.ts';

/* What each press on the month and its times means: the flow moves on, the focus with it, and the page is told. */

export function showMonth(visit: Choosing, month: Month): void {
  turn(visit, monthShown(visit.flow, month));
}

/** Moves the grid's Tab stop and the focus, without choosing. */
export function moveCursor(visit: Choosing, date: LocalDate): void {
  turn(visit, cursorMoved(visit.flow, date), `[data-date="${date}"]`);
}

export function chooseDate(visit: Choosing, date: LocalDate): void {
  turn(visit, dateChosen(visit.flow, date), '#times');
  visit.emit('mb-date-select', { date });
}

/** The flow goes on; if it shows another month, that is told, moved into view and read. */
export function turn(visit: Choosing, flow: Flow, focus?: string): void {
  const before = visit.flow.month;
  visit.acted = true;
  const { month } = flow;
  const known = visit.months.at(month);
  // What is in memory is shown at once: a moment without a day would be told as a month without times.
  visit.become(
    month && known && month !== before ? monthRead(flow, month, [...known.days.keys()], visit.chooses) : flow,
    focus,
  );
  if (!month || month === before) return;
  visit.emit('mb-month-change', { month });
  visit.element.rest?.slide(visit, month > (before ?? ''));
  visit.readMonth();
}

/** On to the form, or with another time back into it. */
export async function chooseSlot(visit: Choosing, start: number): Promise<void> {
  const rest = await visit.element.bringRest().catch(() => null);
  if (rest) rest.takeSlot(visit, start);
  else visit.become({ ...visit.flow, unread: new ApiFailure({ code: 'offline' }) });
}

/** Whatever could not be read is asked for again. */
export function retry(visit: Choosing): void {
  visit.months.expire();
  visit.refresh();
  // The button that was pressed is gone.
  visit.element.draw('#times');
}
