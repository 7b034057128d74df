import { html, type PropertyValues, render, type TemplateResult } from 'lit';
import { adopt } from '../booker/adopt.ts';
import type { Choosing } from '../booker/chooser.ts';
import { dress } from '../booker/heading-levels.ts';
import { ApiFailure } from '../shared/api.ts';
import { en } from '../shared/locales/en.ts';
import { fragment, readFragment } from './fragment.ts';
import { begin, refresh, seenAgain, show, toList } from './navigation.ts';
import { openPortal } from './open-portal.ts';
import { styles } from './portal.styles.ts';
import type { Portal, PortalHost, PortalRest } from './portal.ts';
import { PortalSettings } from './portal-settings.ts';
import { portalView } from './portal-view.ts';
import { type Speech, speechOf } from './speech.ts';

/** What moves behind the tag: when things are read, in which language they are said, and what is drawn. */
export abstract class PortalElement extends PortalSettings implements PortalHost {
  static override styles = styles;
  /** @internal */
  words = en as Speech['words'];
  /** @internal */
  declare formats: Speech['formats'];
  /** @internal */
  declare formatTag: string;
  /** @internal */
  rest: PortalRest | null = null;
  /** @internal */
  protected portal: Portal | null = null;
  #hours: string | undefined;
  #focus: string | undefined;
  #hash = '';

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener('hashchange', this.#follow);
    document.addEventListener('visibilitychange', this.#look);
    // Moved or put back: what was read may be old, what was typed stays.
    if (this.portal) refresh(this.portal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener('hashchange', this.#follow);
    document.removeEventListener('visibilitychange', this.#look);
    this.portal?.close();
  }

  override updated(changed: PropertyValues<PortalElement>): void {
    const has = (names: string) => names.split(' ').some((name) => changed.has(name as keyof PortalElement));
    if (!this.formats || has('locale hourCycle weekStart strings')) this.#speak();
    if (!this.portal || has('token server')) this.#begin();
    else if (has('timeZone')) refresh(this.portal);
    if (this.headingLevel || has('headingLevel')) dress(this);
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  /** @internal */
  draw(focus?: string): void {
    this.#focus = focus ?? this.#focus;
    this.requestUpdate();
  }

  /** @internal */
  async bringRest(): Promise<PortalRest> {
    try {
      const rest = await import('./rest.ts');
      const first = !this.rest;
      // Its words come with it, but those of the page go before.
      if (first) this.words = { ...(await rest.changeWordsIn(this.words.lang)), ...this.words };
      if (first && !this.rest) adopt(this, rest.css);
      this.rest = rest;
      if (first) this.requestUpdate();
      return rest;
    } catch {
      throw new ApiFailure({ code: 'offline' });
    }
  }

  /** @internal */
  chooseHours(cycle: string): void {
    this.#hours = cycle;
    this.#speak();
  }

  /** @internal */
  async openZones(visit: Choosing, opener: HTMLElement): Promise<void> {
    const [{ openZonePicker }] = await Promise.all([import('../booker/zone-picker.ts'), this.bringRest()]);
    openZonePicker(visit, render, opener);
  }

  /** @internal */
  remember(): void {
    const { portal } = this;
    if (!this.deepLinks || !portal?.who) return;
    const id = portal.isNarrow ? null : (portal.open?.meeting.id ?? null);
    const hash = fragment({ id, task: portal.task });
    if (hash === this.#hash) return;
    this.#hash = hash;
    history.pushState(null, '', hash || location.pathname + location.search);
  }

  readonly #look = (): void => {
    if (this.portal && document.visibilityState === 'visible') seenAgain(this.portal);
  };

  /** To where the page's address points. */
  readonly #follow = (): void => {
    const { portal } = this;
    if (!this.deepLinks || !portal?.who || location.hash === this.#hash) return;
    this.#hash = location.hash;
    const place = readFragment(location.hash);
    if (portal.isNarrow) begin(portal, place.task, '#meeting');
    else if (place.id) show(portal, place);
    else toList(portal);
  };

  /** Another portal begins. */
  #begin(): void {
    this.portal?.close();
    this.portal = openPortal(this);
    if (this.token) {
      if (this.deepLinks) this.#hash = location.hash;
      refresh(this.portal, this.deepLinks ? readFragment(location.hash) : undefined);
    } else this.portal.lost = new ApiFailure({ code: 'not_found' });
    this.draw();
    // Whoever needs it asks again.
    this.bringRest().catch(() => {});
  }

  /** Until the words have come nothing is said, rather than something in another language. */
  async #speak(): Promise<void> {
    Object.assign(this, await speechOf(this, this.#hours));
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const portal = this.formats ? this.portal : null;
    return html`<div class="root" part="root" lang=${this.words.lang}>
      <slot name="header"></slot>
      ${portal ? portalView(portal) : html`<div class="sheet" part="panel"></div>`}
      <slot name="footer"></slot>
      <div class="sr" role="status" part="status">${portal?.said}</div>
      <div id="zones" popover part="timezone-list"></div>
    </div>`;
  }
}
