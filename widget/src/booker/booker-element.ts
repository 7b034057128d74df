import { html, type PropertyValues, render, type TemplateResult } from 'lit';
import { typeApi } from '../shared/api.ts';
import { en } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import { findLocale, formatTag } from '../shared/visitor-locale.ts';
import { createFormats, type Formats } from '../shared/zoned-format.ts';
import { styles } from './booker.styles.ts';
import { FormControl } from './form-control.ts';
import { kit } from './kit.ts';
import { sheetView } from './sheet-view.ts';
import { type PageApi, type Rest, Visit, type VisitElement } from './visit.ts';

/** What moves behind the tag: when things are read, in which language they are said, and what is drawn. */
export abstract class BookerElement extends FormControl implements VisitElement {
  static override styles = styles;

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
  /** @internal */
  page: PageApi | null = null;
  /** @internal */
  protected visit: Visit | null = null;
  #hours: string | null = null;
  #focus: string | undefined;

  override reset(): void {
    this.#begin();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Moved or put back: what was read may be old, what was typed stays.
    this.visit?.refresh();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.visit?.close();
  }

  override updated(changed: PropertyValues<BookerElement>): void {
    const has = (names: string) => names.split(' ').some((name) => changed.has(name as keyof BookerElement));
    // Frameworks give another function at each turn; the newest is asked anyway.
    const came = (name: 'dataSource' | 'isDateDisallowed') => has(name) && !changed.get(name) === !!this[name];
    if (!this.formats || has('locale hourCycle weekStart strings')) this.#speak();
    if (has('type server') || came('dataSource')) this.#begin();
    else if (this.visit) {
      if (has('timeZone timeZones lockTimeZone duration min max') || came('isDateDisallowed')) this.visit.retime();
      if (has('date month start')) this.#follow();
    }
    this.page?.dress(this);
    this.keep();
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
    await rest.join(this, rest);
    return rest;
  }

  /** @internal */
  async bringPage(): Promise<PageApi> {
    this.page ??= await import('./page-api.ts');
    return this.page;
  }

  /** @internal */
  chooseHours(cycle: string): void {
    this.#hours = cycle;
    this.#speak();
  }

  /** @internal */
  async openZones(opener: HTMLElement): Promise<void> {
    const { openZonePicker } = await import('./zone-picker.ts');
    await this.bringRest();
    if (this.visit) openZonePicker(this.visit, render, opener);
  }

  /** @internal */
  formStateRestoreCallback(state: string): void {
    this.ask((page, visit) => page.restore(visit, state)).catch(() => {});
  }

  /** Does what a page asks for, once there is a visit to do it to. Rejects where its file cannot be had. @internal */
  protected async ask<T>(what: (page: PageApi, visit: Visit) => T): Promise<Awaited<T>> {
    await this.updateComplete;
    const page = await this.bringPage();
    if (!this.visit) throw new TypeError('no type');
    return await what(page, this.visit);
  }

  /** To where the page's attributes point. */
  #follow(): void {
    this.ask((page, visit) => page.follow(visit)).catch(() => {});
  }

  /** Another visit begins: now, or where the page is in no hurry once the element is nearly in view. */
  async #begin(near = this.loading !== 'lazy'): Promise<void> {
    this.visit?.close();
    this.visit = null;
    const { type, server, dataSource } = this;
    if (!type) return;
    if (!near) return (await this.bringPage()).whenNear(this, () => this.#begin(true));
    // The server serves this script, so its address is where the API is, too.
    const address = new URL(server ? `${server}/` : '.', server ? document.baseURI : import.meta.url).href;
    const api = typeApi(address.replace(/\/+$/, '/'), type);
    const visit = new Visit(this, dataSource ? (await this.bringPage()).sourceApi(api, this) : api);
    this.visit = visit;
    visit.refresh();
    this.draw();
    // Whoever needs it asks again.
    this.bringRest().catch(() => {});
    if (this.start) this.#follow();
  }

  /** Finds the language and its words; until they have come nothing is said, rather than something in another one. */
  async #speak(): Promise<void> {
    const locale = findLocale(this, this.locale);
    const { language } = locale;
    // English where the words cannot be had.
    const words = language === 'fr' ? await import('../shared/locales/fr.ts').then(({ fr }) => fr).catch(() => en) : en;
    const more = this.rest && (await this.rest.restWordsIn(words.lang));
    this.words = { ...more, ...words, ...this.strings?.[language] };
    this.formatTag = formatTag(this.words.lang, locale);
    try {
      this.#hours ??= localStorage.getItem(kit.hoursKey);
    } catch {
      // A page may be refused its storage.
    }
    // The attribute counts from Sunday, 0; ISO calls that 7.
    const weekStart = this.weekStart && (Number(this.weekStart) || 7);
    this.formats = createFormats(this.formatTag, this.#hours ?? this.hourCycle, weekStart || null);
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const visit = this.formats && this.visit;
    return html`<div class="root" part="root" lang=${this.words.lang} ?inert=${this.matches(':disabled')}>
      <slot name="header"></slot>
      ${visit ? sheetView(visit) : html`<div class="sheet picking" part="panel"></div>`}
      <slot name="footer"></slot>
      <div class="sr" role="status" part="status">${visit && this.rest?.statusText(visit)}</div>
      <div id="zones" popover part="timezone-list"></div>
    </div>`;
  }
}
