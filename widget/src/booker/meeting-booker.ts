import { html, LitElement, type PropertyValues, render, type TemplateResult } from 'lit';
import { type BookedView, typeApi } from '../shared/api.ts';
import { en } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import { findLocale, formatTag } from '../shared/visitor-locale.ts';
import { createFormats, type Formats } from '../shared/zoned-format.ts';
import { styles } from './booker.styles.ts';
import type { Step } from './booking-flow.ts';
import { kit } from './kit.ts';
import type { Prefill } from './page-settings.ts';
import { sheetView, statusText } from './sheet-view.ts';
import { type Rest, Visit, type VisitElement } from './visit.ts';

const HOURS_KEY = 'meeting-booker-hours';

/**
 * Books a meeting: month, times, details, confirmation, in one tag.
 *
 * @attr type - the meeting type's slug
 * @attr server - the booking server's address; by default where this script came from
 * @attr duration - minutes, where the type has several
 * @attr time-zone - the zone to show times in, an IANA name; by default the visitor's
 * @attr lock-time-zone - the visitor may not choose another zone
 * @attr locale - a BCP 47 tag; by default the nearest `lang`, then the visitor's
 * @attr hour-cycle - `h12` or `h23`; by default the locale's habit
 * @attr week-start - 0 (Sunday) … 6 (Saturday); by default the locale's habit
 * @attr date - `YYYY-MM-DD`, the day to open at
 * @attr theme - `light`, `dark` or `auto` (the visitor's preference)
 * @attr hide - any of `details`, `timezone`, `duration`, `notes`, `guests`, set apart by spaces
 * @attr readonly-fields - names of fields that the visitor may not change
 * @attr prefill-name - and `prefill-email`, `prefill-phone`, `prefill-notes`, `prefill-guests`
 *
 * @fires mb-ready - `{type}`: the type has been read
 * @fires mb-slots-loaded - `{month, timeZone, days, next}`
 * @fires mb-month-change - `{month}`
 * @fires mb-date-select - `{date}`
 * @fires mb-time-zone-change - `{timeZone, previous}`
 * @fires mb-slot-select - `{slot}`; cancelable: prevent to take over
 * @fires mb-step-change - `{from, to}`; cancelable
 * @fires mb-before-book - `{slot, values, waitUntil(promise)}`; cancelable: prevent to book by yourself
 * @fires mb-booked - `{meetingId, uid, start, end, timeZone, status}`: once, and only when it is booked
 * @fires mb-slot-taken - `{slot, alternatives}`; cancelable: prevent to offer other times by yourself
 * @fires mb-invalid - `{fields}`: names only
 * @fires mb-error - `{phase, code, status, retryable, requestId}`
 *
 * @csspart root panel header details calendar month-heading prev next grid weekday day day-available day-selected
 *   day-today next-available timezone timezone-list slots slots-heading slot-group slot slot-selected form field label
 *   input error error-summary back submit alternatives alternative done done-heading add-to-calendar link skeleton status
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
export class MeetingBooker extends LitElement implements VisitElement {
  static readonly version = '0.1.0';
  static override styles = styles;
  static override properties = {
    type: {},
    server: {},
    duration: { type: Number },
    timeZone: { attribute: 'time-zone' },
    lockTimeZone: { attribute: 'lock-time-zone', type: Boolean },
    locale: {},
    hourCycle: { attribute: 'hour-cycle' },
    weekStart: { attribute: 'week-start' },
    date: {},
    hide: {},
    readonlyFields: { attribute: 'readonly-fields' },
    theme: { reflect: true },
    prefill: { attribute: false },
    metadata: { attribute: false },
  };

  declare type: string | null;
  declare server: string | null;
  declare duration: number | null;
  declare timeZone: string | null;
  declare lockTimeZone: boolean;
  declare locale: string | null;
  declare hourCycle: string | null;
  declare weekStart: string | null;
  declare date: string | null;
  declare hide: string | null;
  declare readonlyFields: string | null;
  declare theme: string | null;
  declare prefill: Prefill | null;
  /** At most 20 strings that go with the booking, shown to hosts alone. */
  declare metadata: Record<string, string> | null;

  /** @internal */
  words: typeof en & Partial<RestWords> = en;
  /** @internal */
  declare formats: Formats;
  /** @internal */
  declare formatTag: string;
  /** @internal */
  readonly kit = kit;
  /** @internal */
  rest: Rest | null = null;
  #visit: Visit | null = null;
  #hours: string | null = null;
  #focus: string | undefined;

  /** Registers the element under a tag, once; a page may choose another name or a scoped registry. */
  static define(tag = 'meeting-booker', registry: CustomElementRegistry = customElements): void {
    const other = registry.get(tag) as { version?: string } | undefined;
    // A class can bear one name in a registry; its subclasses bear the others.
    if (!other) registry.define(tag, class extends MeetingBooker {});
    else if (other.version !== MeetingBooker.version) {
      // biome-ignore lint/suspicious/noConsole: two versions on one page is for its developer to know
      console.warn(`<${tag}> ${MeetingBooker.version} is not used: ${other.version} came first.`);
    }
  }

  /** Where the visitor stands. */
  get step(): Step {
    return this.#visit?.flow.step ?? 'picking';
  }

  /** What was booked, with its links; null before. */
  get bookingResult(): BookedView | null {
    return this.#visit?.result ?? null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved or put back: what was read may be old, what was typed stays.
    this.#visit?.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#visit?.months.close();
  }

  override updated(changed: PropertyValues<MeetingBooker>): void {
    const has = (...names: (keyof MeetingBooker)[]) => names.some((name) => changed.has(name));
    if (!this.formats || has('locale', 'hourCycle', 'weekStart')) this.#speak();
    if (has('type', 'server')) this.#begin();
    else if (has('timeZone', 'lockTimeZone', 'duration')) this.#visit?.retime();
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  /** @internal */
  draw(focus?: string): void {
    this.#focus = focus ?? this.#focus;
    this.requestUpdate();
  }

  /** @internal */
  async bringRest(): Promise<Rest> {
    const rest = await import('./rest.ts');
    while (!this.rest) {
      const { lang } = this.words;
      const more = await rest.restWordsIn(lang);
      // Meanwhile another call may have been sooner, or the language another one.
      if (this.rest || lang !== this.words.lang) continue;
      this.words = { ...more, ...this.words };
      this.rest = rest;
      this.adopt(rest.css);
      this.requestUpdate();
    }
    return rest;
  }

  /** Adds a style sheet that came later. @internal */
  adopt(css: string): void {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    (this.renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet);
  }

  /** @internal */
  chooseHours(cycle: string): void {
    this.#hours = cycle;
    try {
      localStorage.setItem(HOURS_KEY, cycle);
    } catch {
      // Then it holds for this page.
    }
    this.#speak();
  }

  /** @internal */
  async openZones(opener: HTMLElement): Promise<void> {
    const { openZonePicker } = await import('./zone-picker.ts');
    if (this.#visit) openZonePicker(this.#visit, render, opener);
  }

  #begin(): void {
    this.#visit?.close();
    this.#visit = null;
    if (!this.type) return;
    // The server serves this script, so its address is where the API is, too.
    const server = new URL(this.server ? `${this.server}/` : '.', this.server ? document.baseURI : import.meta.url)
      .href;
    this.#visit = new Visit(this, typeApi(server.replace(/\/+$/, '/'), this.type));
    this.#visit.start();
    // Whoever needs it asks again.
    this.bringRest().catch(() => {});
  }

  /** Finds the language and its words; until they have come nothing is said, rather than something in another one. */
  async #speak(): Promise<void> {
    const locale = findLocale(this, this.locale);
    // English where the words cannot be had.
    const words =
      locale.language === 'fr' ? await import('../shared/locales/fr.ts').then(({ fr }) => fr).catch(() => en) : en;
    const more = this.rest && (await this.rest.restWordsIn(words.lang));
    this.words = { ...more, ...words };
    this.formatTag = formatTag(words.lang, locale);
    try {
      this.#hours ??= localStorage.getItem(HOURS_KEY);
    } catch {
      // A page may be refused its storage.
    }
    // The attribute counts from Sunday, 0; ISO calls that 7.
    const weekStart = this.weekStart && (Number(this.weekStart) || 7);
    this.formats = createFormats(this.formatTag, this.#hours ?? this.hourCycle, weekStart || null);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const visit = this.formats && this.#visit;
    return html`<div class="root" part="root" lang=${this.words.lang}>
      ${visit ? sheetView(visit) : html`<div class="sheet picking" part="panel"></div>`}
      <div class="sr" role="status" part="status">${visit && statusText(visit)}</div>
      <div id="zones" popover part="timezone-list"></div>
    </div>`;
  }
}
