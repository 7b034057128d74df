import { LitElement } from 'lit';
import { attributes } from '../shared/attributes.ts';
import type { WordsByLanguage } from '../shared/locales/overrides.ts';
import type { BookingCheck, DataSource, Prefill } from './page-types.ts';

const properties = (names: string) => Object.fromEntries(names.split(' ').map((name) => [name, { attribute: false }]));

/** Everything that a page sets on the element, and may change at any time. */
export class PageSettings extends LitElement {
  static override properties = {
    ...attributes(
      'type server timeZone timeZones date month start min max locale hourCycle weekStart layout theme hide autoSelect redirect loading name readonlyFields hiddenFields prefillName prefillEmail prefillPhone prefillNotes prefillGuests',
    ),
    ...attributes('duration headingLevel', Number),
    ...attributes('lockTimeZone confirmSlot skipForm dryRun required disabled', Boolean),
    utm: {},
    ...properties('prefill metadata strings validate getDayParts isDateDisallowed dataSource'),
  };

  /** The meeting type's slug. @attr type */
  declare type: string | null;
  /** The booking server's address; by default where the script came from, and in a bundle the page's own. @attr server */
  declare server: string | null;
  /** Minutes, where the type has several lengths. @attr duration */
  declare duration: number | null;

  /** The zone to show times in, an IANA name; by default the visitor's. @attr time-zone */
  declare timeZone: string | null;
  /** The only zones that a visitor may choose among; a visitor from elsewhere starts with the first. @attr time-zones */
  declare timeZones: string | null;
  /** The visitor may not choose another zone. @attr lock-time-zone */
  declare lockTimeZone: boolean;
  /** `YYYY-MM-DD`, the day to open at. @attr date */
  declare date: string | null;
  /** `YYYY-MM`, the month to open at. @attr month */
  declare month: string | null;
  /**
   * The start of a time to open the form with, RFC 3339. If it is not free its day is shown. (`slot` would be the name
   * that HTML gives to something else.) @attr start
   */
  declare start: string | null;
  /** `YYYY-MM-DD`, the first day that may be booked. @attr min */
  declare min: string | null;
  /** `YYYY-MM-DD`, the last day that may be booked. @attr max */
  declare max: string | null;

  /** A BCP 47 tag; by default the nearest `lang`, then the visitor's. @attr locale */
  declare locale: string | null;
  /** `h12` or `h23`; by default the locale's habit. @attr hour-cycle */
  declare hourCycle: string | null;
  /** 0 (Sunday) … 6 (Saturday); by default the locale's habit. @attr week-start */
  declare weekStart: string | null;

  /** `auto`: one to three columns by the room there is; `column`: one. @attr layout */
  declare layout: 'auto' | 'column' | null;
  /** `light`, `dark`, or `auto`: as the page's `color-scheme` and the visitor have it. @attr theme */
  declare theme: 'auto' | 'light' | 'dark' | null;
  /** Any of `details`, `heading`, `timezone`, `duration`, `notes`, `guests`. @attr hide */
  declare hide: string | null;
  /** 2 … 6: the level of the title; the headings beneath it follow. @attr heading-level */
  declare headingLevel: number | null;

  /** A time that was pressed waits for a button. @attr confirm-slot */
  declare confirmSlot: boolean;
  /** `first`: the first free day is chosen; `none`: the visitor chooses. @attr auto-select */
  declare autoSelect: 'first' | 'none' | null;
  /** Where prefill answers all that must be answered, a time and the button beneath it book without the form. @attr skip-form */
  declare skipForm: boolean;
  /** Everything but the booking itself happens. @attr dry-run */
  declare dryRun: boolean;
  /** The address of a page to go to once it is booked. @attr redirect */
  declare redirect: string | null;
  /** `lazy`: reads nothing until it is near the visible part of the page. @attr loading */
  declare loading: 'eager' | 'lazy' | null;
  /** `auto`: the page's own `utm_…` parameters go with the booking; or these, from script. @attr utm */
  declare utm: 'auto' | 'none' | Readonly<Record<string, string>> | null;

  /** In the page's form: the name of the booked meeting's id. @attr name */
  declare name: string | null;
  /** In the page's form: not valid until a meeting is booked. @attr required */
  declare required: boolean;
  /** Nothing can be pressed. @attr disabled */
  declare disabled: boolean;

  /** What the page knows of its visitor when they come to the form; goes before the attributes. Later: `setPrefill()`. */
  declare prefill: Prefill | null;
  /** The visitor's name, where the page knows it. @attr prefill-name */
  declare prefillName: string | null;
  /** Their address. @attr prefill-email */
  declare prefillEmail: string | null;
  /** Their telephone number. @attr prefill-phone */
  declare prefillPhone: string | null;
  /** What they may want to say. @attr prefill-notes */
  declare prefillNotes: string | null;
  /** Addresses set apart by spaces or commas. @attr prefill-guests */
  declare prefillGuests: string | null;
  /** Names of fields (`name`, `email`, `answer-…`) whose prefilled value the visitor may not change. @attr readonly-fields */
  declare readonlyFields: string | null;
  /** Names of fields that are not shown, unless they must be answered and are not. @attr hidden-fields */
  declare hiddenFields: string | null;

  /** At most 20 strings that go with the booking, shown to hosts alone. */
  declare metadata: Readonly<Record<string, string>> | null;
  /** Words to say instead, by language: `{ en: { back: 'Return' } }`. */
  declare strings: WordsByLanguage | null;
  /** Looks at what is about to be sent; answers what is wrong, by field name, or nothing. */
  declare validate: BookingCheck | null;
  /** More names for a day's `part`, set apart by spaces. */
  declare getDayParts: ((date: string) => string | null | undefined) | null;
  /** Whether a day (`YYYY-MM-DD`) may not be booked. */
  declare isDateDisallowed: ((date: string) => boolean) | null;
  /** Answers in place of the booking server: a page's own server, or a rehearsal. */
  declare dataSource: DataSource | null;
}
