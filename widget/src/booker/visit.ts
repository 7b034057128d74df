import { ApiFailure, type BookedView, type MeetingTypeView, type TypeApi } from '../shared/api.ts';
import { type LocalDate, type Month, monthOf } from '../shared/calendar-date.ts';
import { type BookerEvents, emit, type SlotDetail } from '../shared/events.ts';
import type { Words } from '../shared/locales/en.ts';
import { visitorZone } from '../shared/visitor-locale.ts';
import { localDate } from '../shared/zoned-format.ts';
import type { Draft, FormStep } from './booker-view.ts';
import { type Flow, type FlowEvent, nextFlow, START, type Step } from './booking-flow.ts';
import { monthAfter, SlotMonths } from './slot-months.ts';

/** What the page says about a visit; read anew whenever it is needed. */
export interface VisitSettings {
  readonly timeZone: string | null;
  readonly lockTimeZone: boolean;
  readonly durationMinutes: number | null;
  readonly date: LocalDate | null;
  readonly locale: string;
  readonly words: Words;
  readonly metadata: Readonly<Record<string, string>> | null;
  readonly hides: (token: string) => boolean;
}

/** What a visit needs of its element: where to fire, what the page set, and to be drawn again. */
export interface VisitElement extends EventTarget {
  readonly settings: VisitSettings;
  /** Brings the form's file, so that it is there when a time is chosen. Rejects where it cannot be had. */
  prepareForm(): Promise<FormStep>;
  /** Draws; then puts the focus on the first match of `focus`, where given. */
  draw(focus?: string): void;
}

/** One visitor's way through one meeting type: what was read, chosen and typed. Another type is another visit. */
export class Visit {
  readonly #element: VisitElement;
  readonly #stop = new AbortController();
  readonly api: TypeApi;
  readonly draft: Draft;
  flow: Flow = START;
  type: MeetingTypeView | null = null;
  result: BookedView | null = null;
  months: SlotMonths;
  /** The last booking that was sent, with its Idempotency-Key. */
  attempt: { readonly body: string; readonly key: string } | null = null;
  /** Why the type itself could not be read. */
  lost: ApiFailure | null = null;
  #zone: string | null = null;
  #duration: number | null = null;

  constructor(element: VisitElement, api: TypeApi, draft: Draft) {
    this.#element = element;
    this.api = api;
    this.draft = draft;
    const { date } = element.settings;
    if (date) this.flow = { ...START, month: monthOf(date), date, cursor: date };
    this.months = this.#freshMonths();
  }

  get settings(): VisitSettings {
    return this.#element.settings;
  }

  get zoneLocked(): boolean {
    return this.settings.lockTimeZone || this.type?.lockTimeZone === true;
  }

  /** The zone that times are shown in: the type's where locked, else chosen, else set by the page, else the visitor's. */
  get timeZone(): string {
    const { timeZone } = this.settings;
    if (this.type?.lockTimeZone) return this.type.timeZone;
    if (this.settings.lockTimeZone) return timeZone ?? this.type?.timeZone ?? visitorZone();
    return this.#zone ?? timeZone ?? visitorZone();
  }

  /** The duration asked for, if the type has it; else its first. 0 before the type has come. */
  get durationMinutes(): number {
    const offered = this.type?.durationsMinutes ?? [];
    const wanted = this.#duration ?? this.settings.durationMinutes;
    return offered.find((minutes) => minutes === wanted) ?? offered[0] ?? wanted ?? 0;
  }

  get today(): LocalDate {
    return localDate(this.months.offsets, Date.now());
  }

  get lastMonth(): Month {
    const days = this.type?.bookingHorizonDays ?? 366;
    return monthOf(localDate(this.months.offsets, Date.now() + days * 86_400_000));
  }

  /** Reads the type and its first month, side by side. */
  start(): void {
    this.lost = null;
    this.readMonth();
    this.#readType();
  }

  close(): void {
    this.#stop.abort();
    this.months.close();
  }

  /** After a pause, or a changed zone, duration or server state: whatever is missing or old is read again. */
  refresh(): void {
    if (this.flow.step === 'booked') return;
    if (!this.type) this.start();
    else if (this.months.closed) this.#reopen();
    else this.readMonth();
  }

  prepareForm(): Promise<FormStep> {
    return this.#element.prepareForm();
  }

  happen(event: FlowEvent, focus?: string): void {
    this.flow = nextFlow(this.flow, event);
    this.#element.draw(focus);
  }

  emit<Name extends keyof BookerEvents>(name: Name, detail: BookerEvents[Name]): boolean {
    return emit(this.#element, name, detail);
  }

  slot(start: number): SlotDetail {
    const iso = (instant: number) => `${new Date(instant).toISOString().slice(0, 19)}Z`;
    return { start: iso(start), end: iso(start + this.durationMinutes * 60_000) };
  }

  mayStep(to: Step): boolean {
    return this.flow.step === to || this.emit('mb-step-change', { from: this.flow.step, to });
  }

  failed(phase: 'type' | 'slots' | 'book', { code, status, retryable, problem }: ApiFailure): void {
    this.emit('mb-error', { phase, code, status, retryable, requestId: problem.requestId ?? null });
  }

  /** Another zone or duration: nothing that was asked for with the old one may be painted. */
  retime({ timeZone, durationMinutes }: { timeZone?: string; durationMinutes?: number }): void {
    const previous = this.timeZone;
    this.#zone = timeZone ?? this.#zone;
    this.#duration = durationMinutes ?? this.#duration;
    this.#reopen();
    if (this.timeZone !== previous) this.emit('mb-time-zone-change', { timeZone: this.timeZone, previous });
  }

  #reopen(): void {
    this.months.close();
    this.months = this.#freshMonths();
    this.readMonth();
    this.#element.draw();
  }

  #freshMonths(): SlotMonths {
    const { timeZone } = this;
    // Before the type is known its own first duration is the right one, which the server takes by itself.
    const durationMinutes = this.durationMinutes || undefined;
    return new SlotMonths(timeZone, durationMinutes, (from, to, signal) =>
      this.api.slots({ from, to, timeZone, durationMinutes }, signal),
    );
  }

  async #readType(): Promise<void> {
    try {
      this.type = await this.api.type(this.#stop.signal);
    } catch (cause) {
      this.#stop.signal.throwIfAborted();
      if (!(cause instanceof ApiFailure)) throw cause;
      this.lost = cause;
      this.failed('type', cause);
      return this.#element.draw();
    }
    const { months, durationMinutes } = this;
    const asked = months.durationMinutes ?? this.type.durationsMinutes[0];
    if (months.timeZone !== this.timeZone || asked !== durationMinutes) this.#reopen();
    this.emit('mb-ready', { type: this.type.slug });
    this.#element.draw();
  }

  /** Reads the month that is shown, or finds the one to show; then, unasked, the month after. */
  async readMonth(): Promise<void> {
    const { months } = this;
    const asked = this.flow.month;
    if (asked) months.drop(asked);
    try {
      const times = await (asked ? months.load(asked) : months.open(Date.now()));
      if (months !== this.months) return;
      this.happen({ kind: 'read', month: times.month, dates: [...times.days.keys()] });
      if (this.flow.month !== times.month) return;
      const days = Object.fromEntries([...times.days].map(([date, slots]) => [date, slots.length]));
      const next = times.next === null ? null : this.slot(times.next).start;
      this.emit('mb-slots-loaded', { month: times.month, timeZone: months.timeZone, days, next });
      const after = monthAfter(times.month);
      // Nobody waits for it: if it fails, it is asked for again when it is shown.
      if (after <= this.lastMonth) months.load(after).catch(() => {});
      this.#element.prepareForm().catch(() => {});
    } catch (cause) {
      if (months !== this.months || months.closed || this.flow.month !== asked) return;
      if (!(cause instanceof ApiFailure)) throw cause;
      this.#unread(cause);
    }
  }

  #unread(failure: ApiFailure): void {
    const fallback = this.type?.timeZone ?? 'UTC';
    // A browser may know a zone that the server does not, yet.
    if (failure.code === 'unknown_time_zone' && this.timeZone !== fallback) {
      this.retime({ timeZone: fallback });
      return;
    }
    const { code, retryAfterSeconds } = failure;
    this.happen({ kind: 'unread', code, retryAfterSeconds });
    this.failed('slots', failure);
  }
}
