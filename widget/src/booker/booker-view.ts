import type { ApiFailure, BookedView, MeetingTypeView } from '../shared/api.ts';
import type { LocalDate, Month } from '../shared/calendar-date.ts';
import type { Words } from '../shared/locales/en.ts';
import type { FormWords } from '../shared/locales/en-form.ts';
import type { Formats } from '../shared/zoned-format.ts';
import type { Flow } from './booking-flow.ts';
import type { Kit } from './kit.ts';
import type { SlotMonths } from './slot-months.ts';

/** What was typed so far, by field name; kept until it is booked, whatever happens on the way. */
export type Draft = Record<string, string | boolean>;

/** Everything that a view shows, and what it may ask for. Views are functions of this and nothing else. */
export interface BookerView {
  readonly flow: Flow;
  readonly words: Words;
  readonly formats: Formats;
  /** Null until it has come. */
  readonly type: MeetingTypeView | null;
  readonly months: SlotMonths;
  readonly timeZone: string;
  /** Whether the visitor may choose another zone. */
  readonly zoneLocked: boolean;
  readonly durationMinutes: number;
  /** The visitor's date, by the server's offsets. */
  readonly today: LocalDate;
  readonly lastMonth: Month;
  readonly rtl: boolean;
  readonly draft: Draft;
  readonly result: BookedView | null;
  /** Why the type itself could not be read. */
  readonly lost: ApiFailure | null;
  /** Whether the page hides a part (`details`, `notes`, …) or makes a field read-only. */
  readonly hides: (token: string) => boolean;
  readonly readsOnly: (field: string) => boolean;
  readonly act: Actions;
  readonly kit: Kit;
  /** The form and the confirmation, once their file has come. */
  readonly formStep: FormStep | null;
}

export type FormStep = typeof import('./form-step.ts');

/** The view once the form's file has come, with its words. */
export interface FormView extends BookerView {
  readonly words: Words & FormWords;
}

/** What the visitor can do; each is safe to call at any time. */
export interface Actions {
  showMonth(month: Month): void;
  moveCursor(date: LocalDate): void;
  chooseDate(date: LocalDate): void;
  chooseSlot(start: number): void;
  chooseDuration(minutes: number): void;
  chooseHours(is24: boolean): void;
  openZones(opener: HTMLElement): void;
  chooseZone(timeZone: string): void;
  type(field: string, value: string | boolean): void;
  back(): void;
  book(event: Event): void;
  correct(): void;
  retry(): void;
}
