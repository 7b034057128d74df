import { LitElement } from 'lit';
import { attributes } from '../shared/attributes.ts';
import type { PortalWordsByLanguage } from '../shared/locales/overrides.ts';

/** Everything that a page sets on the portal, and may change at any time. */
export class PortalSettings extends LitElement {
  static override properties = {
    ...attributes('server token timeZone locale hourCycle weekStart layout theme'),
    ...attributes('headingLevel', Number),
    ...attributes('deepLinks', Boolean),
    strings: { attribute: false },
  };

  /** The booking server's address; by default where the script came from, and in a bundle the page's own. @attr server */
  declare server: string | null;
  /** Opens a client's meetings, or one: from the link in their mail. Without one the element offers to send that link. @attr token */
  declare token: string | null;
  /** The zone to show times in, an IANA name; by default the visitor's. @attr time-zone */
  declare timeZone: string | null;
  /** A BCP 47 tag; by default the nearest `lang`, then the visitor's. @attr locale */
  declare locale: string | null;
  /** `h12` or `h23`; by default the locale's habit. @attr hour-cycle */
  declare hourCycle: string | null;
  /** 0 (Sunday) … 6 (Saturday); by default the locale's habit. @attr week-start */
  declare weekStart: string | null;
  /** `auto`: one or two columns by the room there is; `column`: one. @attr layout */
  declare layout: 'auto' | 'column' | null;
  /** `light`, `dark`, or `auto`: as the page's `color-scheme` and the visitor have it. @attr theme */
  declare theme: 'auto' | 'light' | 'dark' | null;
  /** 2 … 6: the level of the title; the headings beneath it follow. @attr heading-level */
  declare headingLevel: number | null;
  /**
   * The fragment of the page's address says what is open (`#move`, `#cancel`, `#mtg_…`), so that mails can lead there and the
   * browser's Back goes back. For pages where the portal is the main thing, as the server's own. @attr deep-links
   */
  declare deepLinks: boolean;
  /** Words to say instead, by language: `{ en: { title: 'Lessons' } }`. */
  declare strings: PortalWordsByLanguage | null;
}
