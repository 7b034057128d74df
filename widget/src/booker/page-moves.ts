import type { LocalDate, Month } from '../shared/calendar-date.ts';
import type { Flow } from './booking-flow.ts';
import type { Prefill } from './page-types.ts';
import type { Draft, Rest, Visit } from './visit.ts';

/* The element's methods: a page does what a visitor does, but the focus stays where it is. */

/** To a day, a month, or the next day with a free time. Once it is booked, nowhere. Throws RangeError for anything else. */
export async function goTo(visit: Visit, to: string): Promise<void> {
  const place = to === 'next-available' ? await nextDay(visit) : to;
  if (place === null || !mayPick(visit)) return;
  const { kit } = visit.element;
  if (/^\d{4}-\d\d$/.test(place)) kit.turn(visit, showing(visit, place));
  else if (/^\d{4}-\d\d-\d\d$/.test(place)) {
    kit.turn(visit, showing(visit, place));
    visit.emit('mb-date-select', { date: place });
  } else throw new RangeError(`${to} is no day, no month and not next-available.`);
}

/** The month with a day or another month in view. */
function showing({ flow }: Visit, place: LocalDate | Month): Flow {
  const date = place.length > 7 ? place : null;
  return { ...flow, step: 'picking', month: place.slice(0, 7), date, cursor: date, unread: null };
}

const mayPick = (visit: Visit): boolean =>
  !visit.flow.sending && visit.flow.step !== 'booked' && visit.maySee('picking');

/** The first day with a free time after the one that is chosen; null where there is none. */
async function nextDay(visit: Visit): Promise<LocalDate | null> {
  const { addMonths, localDate } = visit.element.kit;
  const { date } = visit.flow;
  for (let month = visit.flow.month ?? visit.firstMonth; month <= visit.lastMonth; ) {
    const { days, next } = await visit.months.load(month);
    const day = [...days.keys()].find((free) => date === null || free > date);
    if (day) return day;
    const later: Month = next === null ? '' : localDate(visit.months.offsets, next).slice(0, 7);
    month = later > month ? later : addMonths(month, 1);
  }
  return null;
}

/** Chooses a time as a press on it would; where it is not free its day is shown, and said so. Answers whether it was free. */
export async function selectSlot(visit: Visit, start: string): Promise<boolean> {
  const at = Date.parse(start);
  if (Number.isNaN(at)) throw new RangeError(`${start} is no instant.`);
  const rest = await visit.element.bringRest();
  const date = await dayOf(visit, rest, at);
  const month = date.slice(0, 7);
  const free =
    visit.months
      .at(month)
      ?.days.get(date)
      ?.some((slot) => slot.start === at) ?? false;
  if (free) rest.takeSlot(visit, at, false);
  else if (mayPick(visit)) {
    const { kit } = visit.element;
    kit.turn(visit, { ...showing(visit, date), start: null, trouble: { kind: 'moved' } });
  }
  return free;
}

/** The local date of an instant, with the times of its month read. */
async function dayOf(visit: Visit, rest: Rest, at: number): Promise<LocalDate> {
  const { months } = visit;
  try {
    await rest.cover(months, [at]);
    const date = visit.element.kit.localDate(months.offsets, at);
    await months.load(date.slice(0, 7));
    if (months === visit.months) return date;
  } catch (cause) {
    if (months === visit.months) throw cause;
  }
  // The type has come meanwhile, and with it another zone or length.
  return dayOf(visit, rest, at);
}

/** Where the page's attributes now point. */
export async function follow(visit: Visit): Promise<void> {
  const { start, date, month } = visit.element;
  const to = date ?? month;
  if (start) await selectSlot(visit, start);
  else if (to) await goTo(visit, to);
}

/** What is given replaces what the form holds; the rest stays. */
export async function setPrefill(visit: Visit, prefill: Prefill): Promise<void> {
  const rest = await visit.element.bringRest();
  visit.draft = { ...(visit.draft ?? rest.prefilled(visit.element, visit.type)), ...rest.draftOf(prefill, visit.type) };
  visit.element.draw();
}

/** Sends the form, if it is shown. Answers whether it is booked. */
export async function requestSubmit(visit: Visit): Promise<boolean> {
  const rest = await visit.element.bringRest();
  await rest.sendBooking(visit);
  return visit.result !== null;
}

/** Reads what is shown again. */
export async function refresh(visit: Visit): Promise<void> {
  visit.months.expire();
  if (visit.type) await visit.readMonth();
  else visit.refresh();
}

/** A page was left and come back to: what was typed and chosen is there again, and a booking stays what the form sends. */
export async function restore(visit: Visit, state: string): Promise<void> {
  const { draft, start, booked }: Kept = JSON.parse(state);
  visit.draft = draft;
  if (booked) {
    visit.restoredId = booked.id;
    visit.become({ ...visit.flow, trouble: { kind: 'earlier', start: Date.parse(booked.start) } });
  } else if (start) await selectSlot(visit, start);
}

/** What outlives the page, as the browser keeps it. */
export interface Kept {
  readonly draft: Draft | null;
  /** The chosen time, where the form was reached. */
  readonly start: string | null;
  readonly booked: { readonly id: string; readonly start: string } | null;
}
