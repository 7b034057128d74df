import type { Words } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import type { Formats } from '../shared/zoned-format.ts';
import type { Kit } from './kit.ts';
import type { Prefill } from './prefill.ts';

export type Rest = typeof import('./rest.ts');

/** What a visit and its views take from their element: what the page set, and the visitor's language. */
export interface VisitElement extends Element {
  readonly timeZone: string | null;
  readonly lockTimeZone: boolean;
  readonly duration: number | null;
  readonly date: string | null;
  readonly hide: string | null;
  readonly readonlyFields: string | null;
  readonly prefill: Prefill | null;
  readonly metadata: Readonly<Record<string, string>> | null;

  /** With the form's words once its file has come. */
  readonly words: Words & Partial<RestWords>;
  readonly formats: Formats;
  /** The tag that `formats` are made of; goes with the booking. */
  readonly formatTag: string;
  readonly kit: Kit;
  /** The form and the confirmation, once their file has come. */
  readonly rest: Rest | null;

  /** Brings the form's file, so that it is there when a time is chosen. Rejects where it cannot be had. */
  bringRest(): Promise<Rest>;
  /** Draws; then puts the focus on the first match of `focus`, where given. */
  draw(focus?: string): void;
  /** Adds a style sheet that came later. */
  adopt(css: string): void;
  openZones(opener: HTMLElement): void;
  /** Overrides the locale's clock: `h12` or `h23`. */
  chooseHours(cycle: string): void;
}
