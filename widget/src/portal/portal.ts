import type { Choosing } from '../booker/chooser.ts';
import { ApiFailure } from '../shared/api.ts';
import type { LocalDate } from '../shared/calendar-date.ts';
import type { AllPortalWords } from '../shared/locales/overrides.ts';
import type { NoteView, PortalApi, PortalMeetingView, PortalView } from '../shared/portal-api.ts';
import type { PortalEvents } from '../shared/portal-events.ts';
import { visitorZone } from '../shared/visitor-locale.ts';
import { type Formats, localDate, mergeOffsets, type Offsets, wallClock } from '../shared/zoned-format.ts';
import type { Task } from './fragment.ts';
import type { Live } from './live.ts';
import type { PortalSettings } from './portal-settings.ts';

/** The file of what the portal needs once something is changed or written. */
export type PortalRest = typeof import('./rest.ts');

/** What a portal and its views take from their element. */
export interface PortalHost extends PortalSettings {
  readonly words: AllPortalWords;
  readonly formats: Formats;
  /** The tag that `formats` are made of. */
  readonly formatTag: string;
  /** Null until its file has come. */
  readonly rest: PortalRest | null;
  bringRest(): Promise<PortalRest>;
  /** Draws; then puts the focus on the first match of `focus`, where given. */
  draw(focus?: string): void;
  /** Overrides the locale's clock: `h12` or `h23`. */
  chooseHours(cycle: string): void;
  openZones(visit: Choosing, opener: HTMLElement): void;
  /** Brings the page's address up to what is open, where it follows. */
  remember(): void;
}

/** Why the visitor cannot go on as they meant to; each has its words and its way out. */
export type Trouble =
  | { readonly kind: 'failed'; readonly failure: ApiFailure }
  | { readonly kind: 'taken'; readonly alternatives: readonly number[] }
  | { readonly kind: 'words'; readonly text: string };

/** What has just been done. */
export type Outcome = 'moved' | 'cancelled' | 'saved' | 'accepted' | 'declined';

/** The meeting that is open; its notes are null until they are read. */
export interface Open {
  readonly meeting: PortalMeetingView;
  readonly notes: readonly NoteView[] | null;
}

/** Past meetings, latest first, as far as they were asked for. */
export interface Past {
  readonly items: readonly PortalMeetingView[];
  readonly nextCursor: string | null;
  readonly reading: boolean;
}

/** One visitor's look at their meetings by one token: what was read, opened and typed. Another token is another portal. */
export class Portal {
  readonly element: PortalHost;
  readonly api: PortalApi;
  /** The address that the server's paths hang on, with its closing slash. */
  readonly server: string;
  /** The month that marks the days ahead, and the choice of zone; set once, by whoever opens the portal. */
  declare calendar: Choosing;
  stop = new AbortController();
  who: PortalView | null = null;
  /** Why the portal could not be read. */
  lost: ApiFailure | null = null;
  /** From yesterday on, soonest first; null until they are read. */
  meetings: readonly PortalMeetingView[] | null = null;
  past: Past | null = null;
  showsCancelled = false;
  open: Open | null = null;
  /** The id of the meeting that was asked for last, though it may not have come yet; null for the list. */
  wanted: string | null = null;
  task: Task | null = null;
  outcome: Outcome | null = null;
  trouble: Trouble | null = null;
  sending = false;
  /** The zone's offsets over all that was read. */
  offsets: Offsets = [];
  /** What the status line says. */
  said = '';
  /** What is typed and not yet sent, by field; outlives every answer. */
  readonly drafts = new Map<string, string>();
  /** The notes being edited or about to be deleted, by id. */
  readonly noteTasks = new Map<string, 'edit' | 'delete'>();
  live: Live | null = null;
  /** The calendar of the meeting that is being moved. */
  mover: Choosing | null = null;
  readAt = 0;
  #zone: string | null = null;
  #offsetsOf = '';

  constructor(element: PortalHost, api: PortalApi, server: string) {
    this.element = element;
    this.api = api;
    this.server = server;
  }

  /** Chosen, else set by the page, else the visitor's. */
  get timeZone(): string {
    return this.#zone || this.element.timeZone || visitorZone();
  }

  set timeZone(zone: string) {
    this.#zone = zone;
  }

  /** Whether the token opens one meeting alone. */
  get isNarrow(): boolean {
    return this.who !== null && this.who.scope !== 'client';
  }

  /** The wall clock of an instant (RFC 3339) in the zone shown. */
  clock(instant: string): Date {
    return wallClock(this.offsets, Date.parse(instant));
  }

  date(instant: string): LocalDate {
    return localDate(this.offsets, Date.parse(instant));
  }

  /** Adds a zone's offsets to what is known of it; those of another zone are forgotten, but not before. */
  learn(timeZone: string, offsets: readonly { readonly from: string; readonly minutes: number }[] = []): void {
    if (timeZone !== this.timeZone || !offsets.length) return;
    const known = this.#offsetsOf === timeZone ? this.offsets : [];
    this.#offsetsOf = timeZone;
    this.offsets = mergeOffsets(
      known,
      offsets.map(({ from, minutes }) => ({ from: Date.parse(from), minutes })),
    );
  }

  /** Says something to those who do not see it; the same words twice are said twice. */
  say(text: string): void {
    this.said = text === this.said ? `${text}\u00a0` : text;
    this.element.draw();
  }

  draw(focus?: string): void {
    this.element.draw(focus);
  }

  emit<Name extends keyof PortalEvents>(name: Name, detail: PortalEvents[Name]): void {
    this.element.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Tells the page of a failure. Throws what is none: a mistake of ours. */
  tell(phase: PortalEvents['mb-error']['phase'], cause: unknown): ApiFailure {
    if (!(cause instanceof ApiFailure)) throw cause;
    const { code, status, problem } = cause;
    // Below 400: no answer at all, or one that something in between made up.
    const retryable = status < 400 || status === 429 || status >= 500;
    this.emit('mb-error', { phase, code, status, retryable, requestId: problem.requestId ?? null });
    return cause;
  }

  /** Off the page, for now or for good: nobody waits for an answer. */
  close(): void {
    this.stop.abort();
    this.live?.close();
    this.live = null;
    this.calendar.close();
    this.mover?.close();
  }
}
