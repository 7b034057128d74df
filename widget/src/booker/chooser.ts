import type { TemplateResult } from 'lit';
import type { ApiFailure } from '../shared/api.ts';
import type { Words } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import type { Formats } from '../shared/zoned-format.ts';
import type { PageSettings } from './page-settings.ts';

/** A visit as far as a day and a time are chosen. */
export type Choosing = import('./visit.ts').Visit<Chooser>;

/** What the files that come later take from the element instead of importing it. */
export type Kit = typeof import('./kit.ts').kit;

type ChooserSettings = Partial<
  Pick<
    PageSettings,
    | 'date'
    | 'month'
    | 'min'
    | 'max'
    | 'duration'
    | 'hide'
    | 'autoSelect'
    | 'timeZone'
    | 'timeZones'
    | 'lockTimeZone'
    | 'getDayParts'
    | 'isDateDisallowed'
  >
>;

/** What choosing a day and a time takes from where it is shown: the booker, or one of the portal's calendars. */
export interface Chooser extends ChoosingPlace, ChooserSettings {
  dispatchEvent(event: Event): boolean;
}

/** The part of it that the booker has in just this way. */
export interface ChoosingPlace {
  readonly renderRoot: HTMLElement | DocumentFragment;
  /** With the rest's words once its file has come. */
  words: Words & Partial<RestWords>;
  readonly formats: Formats;
  readonly kit: Kit;
  /** Null until its file has come. */
  readonly rest: Aids | null;
  /** A way on with the chosen time, beneath the times. */
  readonly page: { continueView(visit: Choosing): TemplateResult | symbol } | null;

  /** Brings what choosing takes. Rejects where it cannot be had. */
  bringRest(): Promise<Aids>;
  /** Draws; then puts the focus on the first match of `focus`, where given. */
  draw(focus?: string): void;
  openZones(opener: HTMLElement): void;
  /** Overrides the locale's clock: `h12` or `h23`. */
  chooseHours(cycle: string): void;
}

/** What choosing takes that is not needed at first sight. */
export interface Aids {
  slide(visit: Choosing, forward: boolean): void;
  /** A time was pressed. */
  takeSlot(visit: Choosing, start: number): unknown;
  moveByKey(visit: Choosing, event: KeyboardEvent): void;
  noneView(visit: Choosing, next: number | null): TemplateResult;
  failureWords(visit: Choosing, failure: ApiFailure): string;
  fallBack(visit: Choosing): boolean;
  adopt(element: Pick<Chooser, 'renderRoot'>, css: string): void;
}
