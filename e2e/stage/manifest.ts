import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';

/* What the package says of the element, and what the element shows of itself while it is used. */

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Member extends Named {
  readonly kind: 'field' | 'method';
  readonly static?: boolean;
  readonly attribute?: string;
}

/** The element's declaration in the manifest. */
export interface Documented extends Named {
  readonly attributes: readonly (Named & { readonly fieldName: string })[];
  readonly members: readonly Member[];
  readonly events: readonly Named[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly Named[];
  readonly cssStates: readonly Named[];
}

const WIDGET = new URL('../../widget/', import.meta.url);

/** Reads the built manifest; throws where it has no such class. */
export function readManifest(): Documented {
  const { modules } = JSON.parse(readFileSync(new URL('lib/custom-elements.json', WIDGET), 'utf8'));
  const [declaration] = modules[0].declarations as Documented[];
  if (declaration?.name !== 'MeetingBooker') throw new Error('the manifest does not begin with MeetingBooker');
  return declaration;
}

/** The members that the sources mark as internal: there, and not for pages. */
export function internalMembers(): Set<string> {
  const folder = new URL('src/booker/', WIDGET);
  const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  const texts = files.map((name) => readFileSync(fileURLToPath(new URL(name, folder)), 'utf8'));
  const marked =
    /@internal[^/]*\*\/\s*(?:(?:override|declare|readonly|protected|abstract|async|get|set|static)\s+)*(\w+)/g;
  return new Set(texts.flatMap((text) => [...text.matchAll(marked)].map(([, name = '']) => name)));
}

/** What was seen of an element: names, without repetition. */
export interface Seen {
  readonly events: string[];
  readonly parts: string[];
  readonly slots: string[];
  readonly states: string[];
  readonly properties: string[];
}

/** Has every page from now on note what its elements fire, render, enter and style themselves by; `seen` tells it. */
export async function watchElements(page: Page): Promise<{ seen(): Promise<Seen> }> {
  await page.addInitScript(() => {
    const notes = {
      events: new Set<string>(),
      parts: new Set<string>(),
      slots: new Set<string>(),
      states: new Set<string>(),
      properties: new Set<string>(),
    };
    const { dispatchEvent } = EventTarget.prototype;
    EventTarget.prototype.dispatchEvent = function (event) {
      if ((this as Element).localName === 'meeting-booker') notes.events.add(event.type);
      return dispatchEvent.call(this, event);
    };
    const { add } = CustomStateSet.prototype;
    CustomStateSet.prototype.add = function (state) {
      notes.states.add(state);
      return add.call(this, state);
    };
    const { attachShadow } = Element.prototype;
    Element.prototype.attachShadow = function (init) {
      const root = attachShadow.call(this, init);
      const look = () => {
        for (const { part } of root.querySelectorAll('[part]')) for (const name of part) notes.parts.add(name);
        for (const { name } of root.querySelectorAll('slot')) notes.slots.add(name);
        for (const sheet of root.adoptedStyleSheets) {
          const text = [...sheet.cssRules].map(({ cssText }) => cssText).join('\n');
          for (const [name] of text.matchAll(/--mb-[a-z-]+/g)) notes.properties.add(name);
        }
      };
      new MutationObserver(look).observe(root, { subtree: true, childList: true, attributeFilter: ['part'] });
      return root;
    };
    const list = () => Object.fromEntries(Object.entries(notes).map(([kind, names]) => [kind, [...names].sort()]));
    Object.assign(window, { notesOfElements: list });
  });
  return { seen: () => page.evaluate(() => (window as unknown as { notesOfElements(): Seen }).notesOfElements()) };
}
