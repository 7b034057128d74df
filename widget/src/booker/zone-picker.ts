import type { render as Render, TemplateResult } from 'lit';
import { enZones, type ZoneWords } from '../shared/locales/en-zones.ts';
import type { Chooser, Choosing } from './chooser.ts';
import { ZONE_COUNTRIES } from './zone-countries.ts';
import css from './zone-picker.css?inline';

/** One line of the list. `sought` is what a search looks through: city, country and name, plain letters. */
interface Zone {
  readonly name: string;
  readonly city: string;
  readonly country: string;
  readonly sought: string;
}

/** Newer than the DOM types: the element that a popover comes from. */
interface Anchored {
  showPopover(options: { source: HTMLElement }): void;
}

// Each element takes the sheet once.
const dressed = new WeakSet<Chooser['renderRoot']>();

/**
 * Opens the zone list beside `opener`: a combobox that finds a zone by city or country, and the choice of clock. This file
 * comes when it is first asked for, with nothing of the element's own code in it.
 */
export async function openZonePicker(visit: Choosing, render: typeof Render, opener: HTMLElement): Promise<void> {
  const { element } = visit;
  const words = await zoneWordsIn(element.words.lang);
  if (!dressed.has(element.renderRoot)) element.rest?.adopt(element, css);
  dressed.add(element.renderRoot);
  new ZonePicker(visit, render, opener, words).open();
}

/** English where the words cannot be had. */
const zoneWordsIn = async (lang: string): Promise<ZoneWords> =>
  lang === 'fr'
    ? import('../shared/locales/fr-zones.ts').then(
        ({ frZones }) => frZones,
        () => enZones,
      )
    : enZones;

class ZonePicker {
  readonly #visit: Choosing;
  readonly #render: typeof Render;
  readonly #opener: HTMLElement;
  readonly #place: HTMLElement;
  readonly #words: ZoneWords & Chooser['words'];
  readonly #zones: readonly Zone[];
  readonly #offsets = new Map<string, string>();
  #shown: readonly Zone[];
  #active = 0;

  constructor(visit: Choosing, render: typeof Render, opener: HTMLElement, words: ZoneWords) {
    this.#visit = visit;
    this.#render = render;
    this.#opener = opener;
    this.#place = (opener.getRootNode() as ShadowRoot).getElementById('zones') as HTMLElement;
    this.#words = { ...words, ...visit.element.words };
    this.#zones = visit.zoneLocked ? [] : listZones(visit);
    this.#shown = this.#zones;
  }

  open(): void {
    this.#place.setAttribute('role', 'dialog');
    this.#place.setAttribute('aria-label', this.#words.zonePicker);
    this.#draw();
    // The Tab key goes on from the opener into the list, and from the list on to what follows the opener.
    (this.#place as Anchored).showPopover({ source: this.#opener });
    this.#stand();
    this.#place.querySelector<HTMLElement>('[role=combobox], :checked')?.focus();
    this.#place.addEventListener('focusout', leave);
    this.#readOffsets(0);
  }

  /** Under the opener, or above where there is no room; set by script, which a strict CSP allows where it refuses style attributes. */
  #stand(): void {
    const { style } = this.#place;
    const box = this.#opener.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = this.#place;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = getComputedStyle(this.#opener).direction === 'rtl' ? box.right - width : box.left;
    const below = box.bottom + 4 + height <= clientHeight || box.top < height;
    style.left = `${Math.max(8, Math.min(left, clientWidth - width - 8)) + scrollX}px`;
    style.top = `${(below ? box.bottom + 4 : box.top - height - 4) + scrollY}px`;
  }

  #close(): void {
    this.#place.hidePopover();
    this.#opener.focus();
  }

  #choose(zone: Zone | undefined): void {
    if (!zone) return;
    this.#close();
    this.#visit.acted = true;
    if (zone.name !== this.#visit.timeZone) this.#visit.retime(zone.name);
  }

  #search(text: string): void {
    const parts = plain(text).split(' ').filter(Boolean);
    this.#shown = parts.length
      ? rank(
          this.#zones.filter(({ sought, name }) =>
            parts.every((part) => sought.includes(` ${part}`) || plain(this.#offsets.get(name) ?? '') === part),
          ),
          parts[0] ?? '',
        )
      : this.#zones;
    this.#active = 0;
    this.#draw();
    this.#place.querySelector('ul')?.scrollTo(0, 0);
  }

  #onKey(event: KeyboardEvent): void {
    const last = this.#shown.length - 1;
    const moves: Record<string, number> = {
      ArrowDown: this.#active === last ? 0 : this.#active + 1,
      ArrowUp: this.#active === 0 ? last : this.#active - 1,
      PageDown: Math.min(last, this.#active + 6),
      PageUp: Math.max(0, this.#active - 6),
    };
    const to = moves[event.key];
    if (event.key === 'Enter') this.#choose(this.#shown[this.#active]);
    else if (event.key === 'Escape') this.#close();
    else if (to === undefined) return;
    else {
      this.#active = to;
      this.#draw();
      this.#place.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
    }
    event.preventDefault();
  }

  /** Asking the browser for 400 offsets takes long, so they come in portions, behind the names. */
  #readOffsets(from: number): void {
    if (from >= this.#zones.length || !this.#place.matches(':popover-open')) return;
    const { flow, slots } = this.#visit;
    const at = flow.start ?? slots[0]?.start ?? Date.now();
    for (const { name } of this.#zones.slice(from, from + 24)) this.#offsets.set(name, browserOffset(name, at));
    this.#draw();
    setTimeout(() => this.#readOffsets(from + 24));
  }

  #draw(): void {
    this.#render(this.#template(), this.#place);
  }

  #template(): TemplateResult {
    const { html } = this.#visit.element.kit;
    return this.#visit.zoneLocked
      ? html`<p class="locked">${this.#words.zoneLocked}</p>${this.#clock()}`
      : html`${this.#list()}${this.#clock()}`;
  }

  /** The Tab key passes over the list itself, which scrolls, and which the arrow keys go through. */
  #list(): TemplateResult {
    const { html } = this.#visit.element.kit;
    const words = this.#words;
    const active = this.#shown[this.#active];
    return html`
      <input type="text" role="combobox" aria-label=${words.zoneSearch} placeholder=${words.zoneSearch} autocomplete="off"
        spellcheck="false" aria-expanded="true" aria-controls="zone-list" aria-autocomplete="list"
        aria-activedescendant=${active ? `zone-${this.#active}` : ''}
        @input=${(event: Event) => this.#search((event.target as HTMLInputElement).value)}
        @keydown=${(event: KeyboardEvent) => this.#onKey(event)} />
      <ul id="zone-list" role="listbox" tabindex="-1" aria-label=${words.zonePicker}>
        ${this.#shown.map((zone, index) => this.#option(zone, index))}
      </ul>
      <p class="found ${this.#shown.length ? 'sr' : ''}" role="status">
        ${this.#shown.length ? words.zoneCount(this.#shown.length) : words.zoneNone}
      </p>`;
  }

  #option(zone: Zone, index: number): TemplateResult {
    return this.#visit.element.kit.html`<li role="option" id="zone-${index}" aria-selected=${index === this.#active}
      @click=${() => this.#choose(zone)}>
      <span>${zone.city} <small>${zone.country}</small></span><span class="offset">${this.#offsets.get(zone.name) ?? ''}</span>
    </li>`;
  }

  #clock(): TemplateResult {
    const { element } = this.#visit;
    const { html } = element.kit;
    const choice = (is24: boolean) => html`<label
      ><input
        type="radio"
        name="hours"
        .checked=${(element.formats.clock.hourCycle === 'h23') === is24}
        @change=${() => chooseHours(element, is24 ? 'h23' : 'h12')}
      /><span>${this.#words.hours(is24)}</span></label
    >`;
    return html`<fieldset class="segments">
      <legend>${this.#words.hoursLabel}</legend>
      ${choice(false)}${choice(true)}
    </fieldset>`;
  }
}

/** Closes the list when the Tab key has led out of it. */
const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
  const place = currentTarget as HTMLElement;
  if (relatedTarget && !place.contains(relatedTarget as Node)) place.hidePopover();
};

/** For this page and, where the browser keeps things, for the next. */
function chooseHours(element: Chooser, cycle: string): void {
  try {
    localStorage.setItem(element.kit.hoursKey, cycle);
  } catch {
    // Then it holds for this page.
  }
  element.chooseHours(cycle);
}

/** Small letters without accents, words apart by one space. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+:−-]+/gu, ' ')
    .trim();

/** Names that begin with what was typed come first. */
function rank(zones: readonly Zone[], start: string): Zone[] {
  const weight = ({ city, country }: Zone) =>
    plain(city).startsWith(start) ? 0 : plain(country).startsWith(start) ? 1 : 2;
  return [...zones].sort((a, b) => weight(a) - weight(b));
}

/** Every zone by city, with the one shown and the hosts' own on top; those that the page allows, in its order, where it names them. */
function listZones({ element: { words, kit }, timeZone, timeZones, type }: Choosing): Zone[] {
  const countries = new Intl.DisplayNames([words.lang], { type: 'region' });
  const zones = [zone('UTC', 'UTC', '')];
  for (const line of ZONE_COUNTRIES.trim().split('\n')) {
    const [code = '', ...names] = line.split(' ');
    for (const name of names) {
      const city = kit.zoneCity(name);
      zones.push(zone(name, city, countries.of(code) ?? code, words.city(city), code));
    }
  }
  const order = new Intl.Collator(words.lang);
  zones.sort((a, b) => order.compare(a.city, b.city));
  // A system may still use a name that is only a link to one of the list.
  const named = (name: string): Zone => {
    const city = kit.zoneCity(name);
    return (
      zones.find((zone) => zone.name === name) ??
      zones.find((zone) => kit.zoneCity(zone.name) === city) ??
      zone(name, city, '', words.city(city))
    );
  };
  if (timeZones.length > 0) return timeZones.map((name) => ({ ...named(name), name }));
  return [...new Set([named(timeZone), ...(type ? [named(type.timeZone)] : []), ...zones])];
}

const zone = (name: string, city: string, country: string, shown = city, code = ''): Zone => ({
  name,
  city: shown,
  country,
  sought: ` ${plain(`${shown} ${city} ${country} ${name} ${code}`)}`,
});

/** A hint by the browser's own rules; the times themselves follow the server's. Empty for a zone that it does not know. */
function browserOffset(timeZone: string, at: number): string {
  try {
    const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
    return name.replace(/^GMT(\+0$)?/, 'UTC').replace('-', '−');
  } catch {
    return '';
  }
}
