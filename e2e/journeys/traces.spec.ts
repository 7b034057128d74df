import type { Page } from '@playwright/test';
import { settle } from '../stage/accessibility.ts';
import { expect, test } from '../stage/fixed-day.ts';

/* Nothing of the element gets out into the page but its tag, and nothing of the page gets in but its typeface. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** Lit counts its copies on a page in these; nothing else may be added to the page's names. */
const OF_LIT = ['litElementVersions', 'litHtmlVersions', 'litPropertyMetadata', 'reactiveElementVersions'];

/** Runs in the page before anything of it: counts whoever listens outside the element. */
function watchListeners(): void {
  const listening = new Set<string>();
  Object.assign(window, { listening });
  const names = new Map<unknown, string>([
    [window, 'window'],
    [document, 'document'],
  ]);
  const nameOf = (target: unknown) => names.get(target) ?? (target as Element).localName ?? 'other';
  const outside = (target: unknown) =>
    target === window || target === document || (target instanceof Element && target.getRootNode() === document);
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (outside(this ?? window)) listening.add(`${nameOf(this ?? window)} ${type}`);
    return addEventListener.call(this, type, ...rest);
  };
  EventTarget.prototype.removeEventListener = function (type, ...rest) {
    listening.delete(`${nameOf(this ?? window)} ${type}`);
    return removeEventListener.call(this, type, ...rest);
  };
}

/** All that a page can notice about itself. */
function pageState(page: Page) {
  return page.evaluate(() => ({
    // Names with __pw are the browser's driver's.
    globals: Object.getOwnPropertyNames(window).filter((name) => !/^(\d+$|__pw)/.test(name)),
    prototypes: [Object, Array, String, Function, Promise, Element, HTMLElement, Event, Node].map(
      ({ prototype }) => Reflect.ownKeys(prototype).length,
    ),
    sheets: document.styleSheets.length + document.adoptedStyleSheets.length,
    head: document.head.innerHTML,
    children: [...document.body.querySelectorAll('*')].map(({ outerHTML }) => outerHTML.split('>', 1)[0]),
    attributes: [document.documentElement, document.body].flatMap(({ attributes }) =>
      [...attributes].map(({ name, value }) => `${name}=${value}`),
    ),
    address: location.href,
    entries: history.length,
    title: document.title,
    cookies: document.cookie,
    kept: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    listening: [...(window as unknown as { listening: Set<string> }).listening],
  }));
}

test('a booking leaves no trace in the page', async ({ booker, openFixed, page, line }) => {
  await page.addInitScript(watchListeners);
  await openFixed({ tag: TAG, script: '<meta name="script" content="comes later">' });
  const before = await pageState(page);
  await page.evaluate((src) => import(src), `${line.url}/widget.js`);
  await booker.ready();
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await expect(booker.root.getByLabel('City or country')).toBeVisible();
  await page.keyboard.press('Escape');
  await booker.slots.first().click();
  await booker.submit.click();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  const { globals, ...state } = await pageState(page);
  expect(globals.filter((name) => !before.globals.includes(name)).sort()).toEqual(OF_LIT);
  expect(state).toEqual({ ...before, globals: undefined, listening: state.listening });
  await page.evaluate(() => document.querySelector('meeting-booker')?.remove());
  expect((await pageState(page)).listening).toEqual(before.listening);
});

/** What the page's styles could have changed, for every element inside. */
async function looks(page: Page) {
  await settle(page);
  return page.evaluate(() => {
    const root = document.querySelector('meeting-booker')?.shadowRoot;
    const watched = [
      ...['background-color', 'border-top-width', 'border-top-style', 'box-sizing', 'color', 'cursor', 'direction'],
      ...['display', 'float', 'font-size', 'font-style', 'font-variant', 'font-weight', 'height', 'letter-spacing'],
      ...['line-height', 'list-style-type', 'margin-top', 'margin-left', 'opacity', 'padding-top', 'padding-left'],
      ...['pointer-events', 'position', 'text-align', 'text-decoration-line', 'text-indent', 'text-shadow'],
      ...['text-transform', 'user-select', 'visibility', 'white-space', 'width', 'word-spacing', 'z-index', 'zoom'],
    ];
    return [...(root?.querySelectorAll('.root *') ?? [])].map((element) => {
      const style = getComputedStyle(element);
      return [
        element.localName,
        element.className,
        ...watched.map((name) => `${name}: ${style.getPropertyValue(name)}`),
      ]
        .filter(Boolean)
        .join('; ');
    });
  });
}

const INHERITED = `font-size: 40px !important; font-style: italic !important; font-weight: 900 !important; line-height: 3 !important;
  letter-spacing: 4px !important; word-spacing: 9px !important; text-transform: uppercase !important; text-indent: 30px !important;
  text-shadow: 1px 1px red !important; text-align: right !important; white-space: nowrap !important; color: red !important;
  cursor: wait !important; font-variant: small-caps !important; list-style: square !important; user-select: none !important;`;

const HOSTILE = [
  { name: 'small root letters', page: { style: 'html { font-size: 62.5% }' } },
  { name: 'rules for every element, with emphasis', page: { style: `#box, #box * { ${INHERITED} }` } },
  {
    name: 'rules for tags, with emphasis',
    page: {
      style: `button, input, table, td, th, h2, h3, h4, p, a, ul, li, section, header { display: none !important;
        background: lime !important; border: 3px solid red !important; padding: 40px !important; ${INHERITED} }`,
    },
  },
  { name: 'rules for our tag', page: { style: `meeting-booker { ${INHERITED} background: red }` } },
  { name: 'no doctype', page: { quirks: true, style: 'body, table { font: 40px serif; color: red }' } },
];

for (const { name, page: hostile } of HOSTILE) {
  test(`a page with ${name} changes nothing inside`, async ({ booker, openFixed, page }) => {
    const seen: string[][] = [];
    for (const host of [{ style: '' }, hostile]) {
      const style = `#box { width: 800px !important } ${host.style}`;
      await openFixed({ ...host, style, tag: `<div id="box">${TAG}</div>` });
      await booker.ready();
      await booker.slots.first().click();
      await expect(booker.root.locator('form')).toBeVisible();
      const form = await looks(page);
      await booker.root.getByRole('button', { name: 'Back' }).click();
      await expect(booker.slots.first()).toBeVisible();
      seen.push([...form, ...(await looks(page))]);
    }
    expect(seen[0]?.length).toBeGreaterThan(100);
    expect(seen[1]).toEqual(seen[0]);
  });
}
