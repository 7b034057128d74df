import { html, LitElement, type PropertyValues, render, type TemplateResult } from 'lit';
import { type BookedView, typeApi } from '../shared/api.ts';
import { en, type Words } from '../shared/locales/en.ts';
import { findLocale, formatTag } from '../shared/visitor-locale.ts';
import { createFormats, type Formats } from '../shared/zoned-format.ts';
import { styles } from './booker.styles.ts';
import type { BookerView, FormStep } from './booker-view.ts';
import type { Step } from './booking-flow.ts';
import { kit } from './kit.ts';
import { type Prefill, prefilled } from './prefill.ts';
import { sheetView, statusText } from './sheet-view.ts';
import { Visit, type VisitElement, type VisitSettings } from './visit.ts';
import { visitorActions } from './visitor-actions.ts';

const HOURS_KEY = 'meeting-booker-hours';
// The server serves this script, so its address is where the API is, too.
const SCRIPT = import.meta.url;

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
    weekStart: { attribute: 'week-start', type: Number },
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
  declare weekStart: number | null;
  declare date: string | null;
  declare hide: string | null;
  declare readonlyFields: string | null;
  declare theme: string | null;
  declare prefill: Prefill | null;
  /** At most 20 strings that go with the booking, shown to hosts alone. */
  declare metadata: Record<string, string> | null;

  #visit: Visit | null = null;
  #actions: BookerView['act'] | null = null;
  #words: Words | null = null;
  #formats: Formats | null = null;
  #formatTag = 'en';
  #hours: string | null = null;
  #focus: string | null = null;
  #formStep: FormStep | null = null;

  /** Registers the element under a tag, once; a page may choose another name or a scoped registry. */
  static define(tag = 'meeting-booker', registry: CustomElementRegistry = customElements): void {
    const other = registry.get(tag) as { version?: string } | undefined;
    // A class can bear one name in a registry; its subclasses bear the others.
    if (!other) registry.define(tag, class extends MeetingBooker {});
    else if (other.version !== MeetingBooker.version) {
      // biome-ignore lint/suspicious/noConsole: two versions on one page is for its developer to know
      console.warn(`<${tag}> ${MeetingBooker.version} is not used: ${other.version ?? 'another element'} came first.`);
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

  get settings(): VisitSettings {
    const tokens = (this.hide ?? '').split(/\s+/);
    return {
      timeZone: this.timeZone || null,
      lockTimeZone: this.lockTimeZone,
      durationMinutes: this.duration || null,
      date: /^\d{4}-\d\d-\d\d$/.test(this.date ?? '') ? this.date : null,
      locale: this.#formatTag,
      words: this.#words ?? en,
      metadata: this.metadata ?? null,
      hides: (token) => tokens.includes(token),
    };
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

  override firstUpdated(): void {
    this.#speak();
  }

  override updated(changed: PropertyValues<this>): void {
    if (this.#formats && (changed.has('locale') || changed.has('hourCycle') || changed.has('weekStart'))) this.#speak();
    if (changed.has('type') || changed.has('server')) this.#begin();
    else if (changed.has('timeZone') || changed.has('lockTimeZone') || changed.has('duration')) this.#visit?.retime({});
    if (this.#focus === null) return;
    this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = null;
  }

  draw(focus?: string): void {
    this.#focus = focus ?? this.#focus;
    this.requestUpdate();
  }

  async prepareForm(): Promise<FormStep> {
    if (this.#formStep) return this.#formStep;
    const step = await import('./form-step.ts');
    if (!this.#formStep) {
      this.#formStep = step;
      this.#words = { ...step.enForm, ...(this.#words ?? en) };
      adopt(this.renderRoot as ShadowRoot, step.css);
    }
    return step;
  }

  #begin(): void {
    this.#visit?.close();
    this.#visit = null;
    if (!this.type) return;
    const server = new URL(this.server || '.', this.server ? document.baseURI : SCRIPT).href;
    const draft = prefilled(this.prefill ?? {}, (name) => this.getAttribute(name));
    this.#visit = new Visit(this, typeApi(server.endsWith('/') ? server : `${server}/`, this.type), draft);
    this.#actions = visitorActions(
      this.#visit,
      (opener) => this.#openZones(opener),
      (hours) => this.#chooseHours(hours),
    );
    this.#visit.start();
  }

  /** Finds the language and its words; until they have come nothing is said, rather than something in another one. */
  async #speak(): Promise<void> {
    const locale = findLocale(this, this.locale);
    // English where the words cannot be had.
    const words =
      locale.language === 'fr'
        ? await import('../shared/locales/fr.ts').then(
            ({ fr }) => fr,
            () => en,
          )
        : en;
    this.#words = { ...this.#formStep?.enForm, ...words };
    this.#formatTag = formatTag(words.lang, locale);
    this.#hours ??= remembered();
    const weekStart = this.weekStart === null || this.weekStart === undefined ? undefined : this.weekStart || 7;
    this.#formats = createFormats(this.#formatTag, this.#hours ?? this.hourCycle, weekStart);
    this.requestUpdate();
  }

  #chooseHours(is24: boolean): void {
    this.#hours = is24 ? 'h23' : 'h12';
    remember(this.#hours);
    this.#speak();
  }

  async #openZones(opener: HTMLElement): Promise<void> {
    const { openZonePicker } = await import('./zone-picker.ts');
    const view = this.#view();
    const place = this.renderRoot.querySelector<HTMLElement>('#zones');
    // The picker is a file of its own; given Lit, it need not bring another.
    if (view && place) openZonePicker({ html, render, adopt }, view, place, opener);
  }

  #view(): BookerView | null {
    const [visit, words, formats, act] = [this.#visit, this.#words, this.#formats, this.#actions];
    if (!visit || !words || !formats || !act) return null;
    const { flow, type, lost, months, timeZone, zoneLocked, durationMinutes, today, lastMonth, draft, result } = visit;
    const readonly = (this.readonlyFields ?? '').split(/\s+/);
    return {
      ...{ flow, type, lost, months, timeZone, zoneLocked, durationMinutes, today, lastMonth, draft, result },
      ...{ words, formats, act, kit, formStep: this.#formStep },
      rtl: getComputedStyle(this).direction === 'rtl',
      hides: this.settings.hides,
      readsOnly: (field) => readonly.includes(field) && field in draft,
    };
  }

  override render(): TemplateResult {
    const view = this.#view();
    return html`<div class="root" part="root" lang=${this.#words?.lang ?? 'en'}>
      ${view ? sheetView(view) : html`<div class="sheet picking"></div>`}
      <div class="sr" role="status" part="status">${view ? statusText(view) : ''}</div>
      <div id="zones" popover part="timezone-list"></div>
    </div>`;
  }
}

/** Adds a sheet that came later; once. */
function adopt(root: ShadowRoot, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  root.adoptedStyleSheets.push(sheet);
}

/** The visitor's choice of clock outlives the page where the browser lets us keep it. */
function remembered(): string | null {
  try {
    return localStorage.getItem(HOURS_KEY);
  } catch {
    return null;
  }
}

function remember(hours: string): void {
  try {
    localStorage.setItem(HOURS_KEY, hours);
  } catch {
    // Then it holds for this page.
  }
}
