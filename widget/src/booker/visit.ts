import { ApiFailure, type BookedView, type MeetingTypeView, type TypeApi } from '../shared/api.ts';
import { addMonths, type LocalDate, type Month, monthOf } from '../shared/calendar-date.ts';
import { type Availability, type BookerEvents, emit, type SlotDetail } from '../shared/events.ts';
import { visitorZone } from '../shared/visitor-locale.ts';
import { localDate } from '../shared/zoned-format.ts';
import { type Flow, monthRead, type Step, startFlow } from './booking-flow.ts';
import type { Chooser, ChoosingPlace } from './chooser.ts';
import type { PageSettings } from './page-settings.ts';
import { type Slot, SlotMonths } from './slot-months.ts';
import { tokens } from './tokens.ts';

/** What a booking and its views take from their element: what the page set, and the visitor's language. */
export interface VisitElement extends PageSettings, ChoosingPlace {
  /** The tag that `formats` are made of; goes with the booking. */
  readonly formatTag: string;
  /** The form and the confirmation, once their file has come. */
  rest: Rest | null;
  /** What a page asks for beyond the plain flow, once its file has come. */
  readonly page: PageApi | null;

  /** Brings the form's file, so that it is there when a time is chosen. Rejects where it cannot be had. */
  bringRest(): Promise<Rest>;
  /** Brings what a page asks for beyond the plain flow. Rejects where it cannot be had. */
  bringPage(): Promise<PageApi>;
  /** Brings the page's form and `:state()` up to what is typed and shown. */
  keep(): void;
}

/** The file of all that is loaded later. */
export type Rest = typeof import('./rest.ts');

/** The file of what pages ask for beyond the plain flow. */
export type PageApi = typeof import('./page-api.ts');

/** What was typed so far, by field name; kept until it is booked, whatever happens on the way. */
export type Draft = Record<string, string | boolean>;

/** One visitor's way through one meeting type: what was read, chosen and typed. Another type is another visit. */
export class Visit<Element extends Chooser = VisitElement> {
  readonly element: Element;
  readonly api: TypeApi;
  #stop = new AbortController();
  flow: Flow;
  months: SlotMonths;
  type: MeetingTypeView | null = null;
  /** Why the type could not be read. */
  lost: ApiFailure | null = null;
  /** Null until the form is first needed. */
  draft: Draft | null = null;
  /** The last booking that was sent, with its Idempotency-Key. */
  attempt: { readonly body: string; readonly key: string } | null = null;
  result: BookedView | null = null;
  /** Whether the visitor has done anything, and so waits for an answer. */
  acted = false;
  /** Of a booking made before the page was left and come back to. */
  declare restoredId: string | undefined;
  /** What the page was last told of it. */
  declare toldId: string | undefined;
  #zone: string | null = null;
  #duration: number | null = null;

  constructor(element: Element, api: TypeApi) {
    this.element = element;
    this.api = api;
    const { date, month } = element;
    this.flow = startFlow(date && /^\d{4}-\d\d-\d\d$/.test(date) ? date : null, month);
    this.months = this.#freshMonths();
  }

  /** Whether the visitor cannot choose the zone. */
  get zoneLocked(): boolean {
    return this.element.lockTimeZone || this.type?.lockTimeZone === true || this.timeZones.length === 1;
  }

  /** The zone that times are shown in: the type's where it is locked, else chosen, else set by the page, else the visitor's. */
  get timeZone(): string {
    const own = this.type?.timeZone;
    if (own && this.type?.lockTimeZone) return own;
    const { timeZones, element } = this;
    const { timeZone } = element;
    const zone = (this.zoneLocked ? timeZone || own : this.#zone || timeZone) || visitorZone();
    return timeZones.includes(zone) ? zone : (timeZones[0] ?? zone);
  }

  /** The only zones that may be chosen; none: any. */
  get timeZones(): readonly string[] {
    return tokens(this.element.timeZones);
  }

  /** The duration asked for, if the type has it; else its first. 0 before the type has come. */
  get durationMinutes(): number {
    const offered = this.type?.durationsMinutes;
    const wanted = this.#duration ?? this.element.duration ?? 0;
    return !offered || offered.includes(wanted) ? wanted : (offered[0] ?? 0);
  }

  /** The chosen day's free times. */
  get slots(): readonly Slot[] {
    const { date, month } = this.flow;
    return (date && this.months.at(month)?.days.get(date)) || [];
  }

  /** The chosen time, as events tell it. */
  get selected(): SlotDetail | null {
    const { start } = this.flow;
    return start === null ? null : this.slot(start);
  }

  /** The id of the meeting that was booked; empty before. */
  get meetingId(): string {
    return this.result?.meeting.id ?? this.restoredId ?? '';
  }

  /** The shown month's free times, counted; null before they are read. */
  get availability(): Availability | null {
    const { months, flow } = this;
    const times = months.at(flow.month);
    if (!times) return null;
    const { month, days, next } = times;
    return {
      month,
      timeZone: months.query.timeZone,
      days: Object.fromEntries([...days].map(([date, slots]) => [date, slots.length])),
      next: next === null ? null : this.slot(next).start,
    };
  }

  /** Whether the first free day of a month is chosen unasked. */
  get chooses(): boolean {
    return this.element.autoSelect !== 'none';
  }

  /** The visitor's date, by the server's offsets. */
  get today(): LocalDate {
    return localDate(this.months.offsets, Date.now());
  }

  /** The first month that may hold a free time. */
  get firstMonth(): Month {
    const { today, element } = this;
    const { min } = element;
    return monthOf(min && min > today ? min : today);
  }

  /** The last one. */
  get lastMonth(): Month {
    const days = this.type?.bookingHorizonDays ?? 366;
    const last = localDate(this.months.offsets, Date.now() + days * 86_400_000);
    const { max } = this.element;
    return monthOf(max && max < last ? max : last);
  }

  /** Whether the page hides a part: `details`, `heading`, `timezone`, `duration`, `notes`, `guests`. */
  hides(part: string): boolean {
    return tokens(this.element.hide).includes(part);
  }

  /** Off the page, for now or for good: nobody waits for an answer. */
  close(): void {
    this.#stop.abort();
    this.months.close();
  }

  /** At the start and after a pause: whatever is missing or old is read, the type and its month side by side. */
  refresh(): void {
    this.lost = null;
    if (this.months.closed) {
      this.#stop = new AbortController();
      this.retime();
    } else this.readMonth();
    if (!this.type) this.#readType();
  }

  /** The flow goes on, is drawn, and the focus moves to the first match of `focus`. */
  become(flow: Flow, focus?: string): void {
    this.flow = flow;
    this.element.draw(focus);
  }

  emit<Name extends keyof BookerEvents>(name: Name, detail: BookerEvents[Name]): boolean {
    return emit(this.element, name, detail);
  }

  slot(start: number): SlotDetail {
    const iso = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;
    return { start: iso(start), end: iso(start + this.durationMinutes * 60_000) };
  }

  /** Asks the page whether the next step may be shown. */
  maySee(to: Step): boolean {
    const from = this.flow.step;
    return from === to || this.emit('mb-step-change', { from, to });
  }

  /** Tells the page of a failure. */
  tell(phase: 'type' | 'slots' | 'book', { code, status, problem }: ApiFailure): void {
    // Below 400: no answer at all, or one that something in between made up.
    const retryable = status < 400 || status === 429 || status >= 500;
    this.emit('mb-error', { phase, code, status, retryable, requestId: problem.requestId ?? null });
  }

  /** Another zone or duration, or the page's own have changed: nothing asked for with the old ones may be painted. */
  retime(zone = this.#zone, duration = this.#duration): void {
    const previous = this.months.query.timeZone;
    this.#zone = zone;
    this.#duration = duration;
    this.months.close();
    this.months = this.#freshMonths();
    this.readMonth();
    this.element.draw();
    const { timeZone } = this;
    if (timeZone !== previous) this.emit('mb-time-zone-change', { timeZone, previous });
  }

  /** Reads the month that is shown, or finds the one to show; then, unasked, the month after. */
  async readMonth(): Promise<void> {
    const { months } = this;
    const asked = this.flow.month;
    try {
      const { month, days } = await (asked
        ? months.load(asked)
        : months.open(Math.max(Date.now(), Date.parse(`${this.element.min}T12:00Z`) || 0)));
      if (months !== this.months) return;
      this.become(monthRead(this.flow, month, [...days.keys()], this.chooses));
      const { availability } = this;
      if (this.flow.month !== month || !availability) return;
      this.emit('mb-slots-loaded', availability);
      const after = addMonths(month, 1);
      // Nobody waits for it: if it fails, it is asked for again when it is wanted.
      if (after <= this.lastMonth) months.load(after).catch(() => {});
    } catch (cause) {
      if (months !== this.months || months.closed || this.flow.month !== asked) return;
      if (!(cause instanceof ApiFailure)) throw cause;
      this.#unread(cause);
    }
  }

  async #unread(failure: ApiFailure): Promise<void> {
    // A browser may know a zone that the server does not, yet.
    if (failure.code === 'unknown_time_zone' && (await this.element.bringRest()).fallBack(this)) return;
    this.become({ ...this.flow, unread: failure });
    this.tell('slots', failure);
  }

  async #readType(): Promise<void> {
    const { signal } = this.#stop;
    try {
      const { months } = this;
      const type = await this.api.type(signal);
      this.type = type;
      const { query } = months;
      const asked = query.durationMinutes ?? type.durationsMinutes[0];
      if (query.timeZone !== this.timeZone || asked !== this.durationMinutes) this.retime();
      this.emit('mb-ready', { type: type.slug });
    } catch (cause) {
      if (signal.aborted) return;
      if (!(cause instanceof ApiFailure)) throw cause;
      this.lost = cause;
      this.tell('type', cause);
    }
    this.element.draw();
  }

  #freshMonths(): SlotMonths {
    const { timeZone, durationMinutes } = this;
    // Before the type is known its own first duration is the right one, which the server takes by itself.
    return new SlotMonths({ timeZone, ...(durationMinutes && { durationMinutes }) }, this.api.slots, this);
  }

  /** Whether the page lets a day be booked. */
  allows(date: LocalDate): boolean {
    const { min, max, isDateDisallowed } = this.element;
    return !(date < (min ?? '') || date > (max ?? date) || isDateDisallowed?.(date));
  }
}
