import type { BookedView } from '../shared/api.ts';
import type { Availability, SlotDetail } from '../shared/events.ts';
import { BookerElement } from './booker-element.ts';
import type { Step } from './booking-flow.ts';
import type { Prefill } from './page-types.ts';

/**
 * Books a meeting: month, times, details, confirmation, in one tag. What a page sets on it stands in page-settings.ts,
 * what it is to a form in form-control.ts. A slot adds to what is there; `hide`, `strings` and prevented events take away.
 *
 * @tag meeting-booker
 *
 * @fires {CustomEvent<{type: string}>} mb-ready - the type has been read
 * @fires {CustomEvent<{month: string, timeZone: string, days: Record<string, number>, next: string | null}>} mb-slots-loaded - a month's free times have been read and are shown
 * @fires {CustomEvent<{month: string}>} mb-month-change - another month is shown
 * @fires {CustomEvent<{date: string}>} mb-date-select - a day was chosen
 * @fires {CustomEvent<{timeZone: string, previous: string}>} mb-time-zone-change - times are told in another zone
 * @fires {CustomEvent<{slot: {start: string, end: string}}>} mb-slot-select - a time was chosen; cancelable: prevent to take over
 * @fires {CustomEvent<{from: string, to: string}>} mb-step-change - `picking`, `form`, `booked`; cancelable: prevent to stay
 * @fires {CustomEvent<{slot: {start: string, end: string}, values: object, waitUntil: (promise: Promise<unknown>) => void}>} mb-before-book - about to be sent; `values` may be changed; a rejected promise refuses with its message; cancelable: prevent to book by yourself
 * @fires {CustomEvent<{meetingId: string, uid: string, start: string, end: string, timeZone: string, status: string}>} mb-booked - it is booked: once a booking, and only then
 * @fires {CustomEvent<{slot: {start: string, end: string}, alternatives: string[]}>} mb-slot-taken - somebody was faster; cancelable: prevent to offer other times by yourself
 * @fires {CustomEvent<{fields: string[]}>} mb-invalid - fields to correct, by name
 * @fires {CustomEvent<{phase: 'type' | 'slots' | 'book', code: string, status: number, retryable: boolean, requestId: string | null}>} mb-error - something could not be read or booked
 * @fires {Event} change - `value` has changed
 *
 * @slot header - above everything
 * @slot details - beneath what the meeting is
 * @slot before-slots - between the day and its times
 * @slot empty - where a month has no free time
 * @slot form-start - before the fields; named controls go with the booking: as the answer to the question of that key, else as metadata
 * @slot form-end - the same, after the fields
 * @slot consent - the same, just before the button
 * @slot verification - before the button: a captcha, say, whose outcome `mb-before-book` waits for
 * @slot done - beneath the confirmation
 * @slot done-actions - at its end
 * @slot footer - beneath everything
 *
 * @csspart root - everything
 * @csspart panel - the sheet
 * @csspart details - what the meeting is
 * @csspart header - its title
 * @csspart calendar - the month
 * @csspart month-heading - its name
 * @csspart prev - to the month before
 * @csspart next - to the month after
 * @csspart grid - the days
 * @csspart weekday - the name of a weekday
 * @csspart day - a day, with `day-available`, `day-selected`, `day-today` where they hold, and what `getDayParts` adds
 * @csspart day-available - a day with free times
 * @csspart day-selected - the chosen day
 * @csspart day-today - today
 * @csspart next-available - to the first day that is free
 * @csspart timezone - the zone that times are told in
 * @csspart timezone-list - the list of zones
 * @csspart slots - the day's times with their heading
 * @csspart slots-heading - the day's name
 * @csspart slot-group - morning, afternoon or evening
 * @csspart slot - a time
 * @csspart slot-selected - the chosen time
 * @csspart continue - on with the chosen time, where `confirm-slot` is set
 * @csspart form - the form
 * @csspart field - a field with its label
 * @csspart label - its label
 * @csspart input - its control
 * @csspart error - what is wrong: of a field, or what keeps things from being read or booked
 * @csspart error-summary - all that is to correct
 * @csspart back - back to the times
 * @csspart submit - books
 * @csspart alternatives - other times, where the chosen one was taken
 * @csspart alternative - one of them
 * @csspart done - the confirmation
 * @csspart done-heading - its heading
 * @csspart add-to-calendar - the ways into a calendar
 * @csspart link - one of them
 * @csspart skeleton - bars where words are still to come
 * @csspart status - what is said to those who do not see
 *
 * @cssstate loading - times are being read
 * @cssstate picking - a time is being chosen
 * @cssstate empty - the month shown has no free time
 * @cssstate form - the form is shown
 * @cssstate submitting - the booking is under way
 * @cssstate booked - it is booked
 * @cssstate error - something stands in the way
 * @cssstate narrow - there is room for one column only
 *
 * @cssprop --mb-accent - the one accent; every tint and every contrast is derived from it
 * @cssprop --mb-bg - the sheet's ground
 * @cssprop --mb-fg - text
 * @cssprop --mb-font - font family; by default the page's
 * @cssprop --mb-font-size - the size that all others follow
 * @cssprop --mb-radius - the sheet's corners
 * @cssprop --mb-control-radius - the corners of buttons and fields
 * @cssprop --mb-max-width - the sheet's greatest width
 */
export class MeetingBooker extends BookerElement {
  /** Of the element's code. */
  static readonly version = '0.1.0';

  /** Registers the element under a tag, once; a page may choose another name or a scoped registry. */
  static define(tag = 'meeting-booker', registry: CustomElementRegistry = customElements): void {
    const other = registry.get(tag) as { version?: string } | undefined;
    // A class can bear one name in a registry; its subclasses bear the others.
    if (!other) registry.define(tag, class extends MeetingBooker {});
    else if (other.version !== MeetingBooker.version) {
      // biome-ignore lint/suspicious/noConsole: two versions on one page is for its developer to know
      console.warn(`<${tag}>: ${other.version} came before ${MeetingBooker.version}.`);
    }
  }

  /** Where the visitor stands: `picking`, `form` or `booked`. */
  get step(): Step {
    return this.visit?.flow.step ?? 'picking';
  }

  /** The chosen day, `YYYY-MM-DD`. */
  get selectedDate(): string | null {
    return this.visit?.flow.date ?? null;
  }

  /** The chosen time. */
  get selectedSlot(): SlotDetail | null {
    return this.visit?.selected ?? null;
  }

  /** The shown month's free times, as `mb-slots-loaded` tells them; null until they are read. */
  get availability(): Availability | null {
    return this.visit?.availability ?? null;
  }

  /** What was booked, with its links; null before. */
  get bookingResult(): BookedView | null {
    return this.visit?.result ?? null;
  }

  override get value(): string {
    return this.visit?.meetingId ?? '';
  }

  /** Puts the focus on the part named `target`; without one, on where the visitor stands. */
  override focus(options?: FocusOptions & { target?: string }): void {
    this.rest?.focusPart(this, options);
  }

  /** Shows a day (`YYYY-MM-DD`), a month (`YYYY-MM`) or the next day with a free time. */
  goTo(to: string): Promise<void> {
    return this.ask((page, visit) => page.goTo(visit, to));
  }

  /** Chooses the time that starts at an instant (RFC 3339), as a press on it would. Answers whether it was free. */
  selectSlot(start: string): Promise<boolean> {
    return this.ask((page, visit) => page.selectSlot(visit, start));
  }

  /** Fills in what is given and keeps the rest. */
  setPrefill(prefill: Prefill): Promise<void> {
    return this.ask((page, visit) => page.setPrefill(visit, prefill));
  }

  /** Sends the form, if it is shown, as its button would. Ends with what came of it: whether it is booked. */
  requestSubmit(): Promise<boolean> {
    return this.ask((page, visit) => page.requestSubmit(visit));
  }

  /** Reads the shown times again. */
  refresh(): Promise<void> {
    return this.ask((page, visit) => page.refresh(visit));
  }

  /** Reads a month (`YYYY-MM`) before it is shown. */
  prefetch(month: string): Promise<void> {
    return this.ask((_, visit) => visit.months.load(month).then(() => {}));
  }
}
