import type { Page } from '@playwright/test';
import { Booker } from '../stage/booker.ts';
import { openFaultyLine } from '../stage/faulty-line.ts';
import { expect, test } from '../stage/journey.ts';

/* When and how often the element comes to a page: late, again, twice, in another version, under another name. */

const TAG = '<meeting-booker type="intro"></meeting-booker>';
const NO_SCRIPT = '<meta name="script" content="comes later">';

/** What the console warned of. */
function warnings(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && said.push(message.text()));
  return said;
}

test('a script that comes late finds what the page set on its tag before', async ({ booker, open, line, page }) => {
  await open({ script: NO_SCRIPT, tag: TAG });
  await page.evaluate(() => {
    const tag = document.querySelector('meeting-booker');
    if (tag) Object.assign(tag, { prefill: { name: 'Ada Lovelace', email: 'ada@example.com' }, hourCycle: 'h12' });
  });
  await page.evaluate((src) => import(src), `${line.url}/widget.js`);
  await booker.chooseDay();
  await expect(booker.slots.first()).toContainText(/[ap]m/i);
  await booker.chooseSlot();
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await booker.book();
});

test('an element taken off the page and put back elsewhere keeps what was chosen and typed', async ({
  booker,
  open,
  page,
}) => {
  await open({ tag: `<div id="one">${TAG}</div><div id="two"></div>` });
  await booker.chooseDay();
  const start = await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  const taken = await page.evaluateHandle(() => document.querySelector('meeting-booker'));
  await taken.evaluate((element) => element?.remove());
  await expect(booker.root).toHaveCount(0);
  await taken.evaluate((element) => element && document.querySelector('#two')?.append(element));
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await expect(booker.field('email')).toHaveValue('ada@example.com');
  await booker.root.getByRole('button', { name: 'Back' }).click();
  await expect(booker.root.locator(`button[data-start="${start}"]`)).toBeFocused();
  await booker.chooseSlot();
  await booker.book();
});

test('an element removed while its month is read asks no more, and reads it when it comes back', async ({
  booker,
  open,
  line,
  page,
}) => {
  let letGo = () => {};
  const after = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  line.fault = (_, path) => (path.includes('/slots?') ? { kind: 'held', until: after } : undefined);
  await open({ tag: TAG });
  await expect(booker.root.getByRole('grid')).toHaveAttribute('aria-busy', 'true');
  const taken = await page.evaluateHandle(() => document.querySelector('meeting-booker'));
  await taken.evaluate((element) => element?.remove());
  letGo();
  line.fault = () => undefined;
  await taken.evaluate((element) => element && document.querySelector('main')?.append(element));
  await booker.chooseDay();
});

test('a page that made and threw away a hundred of them asks nothing for those', async ({ open, line, page }) => {
  await open({ tag: '<p>Nothing yet</p>' });
  await page.evaluate(async (src) => {
    await import(src);
    for (let index = 0; index < 100; index += 1) {
      const element = document.createElement('meeting-booker');
      element.setAttribute('type', 'intro');
    }
  }, `${line.url}/widget.js`);
  await page.waitForLoadState('networkidle');
  expect(line.seen.filter((request) => request.includes('/api/'))).toEqual([]);
});

test('the script twice on a page, under both its names, is one element and no complaint', async ({
  booker,
  open,
  line,
  page,
}) => {
  const said = warnings(page);
  await open({ tag: TAG });
  const pins = await (await fetch(`${line.url}/widget.json`)).json();
  await page.evaluate((src) => import(src), line.url + new URL(pins.module.src, line.url).pathname);
  await booker.chooseDay();
  await booker.chooseSlot();
  expect(said).toEqual([]);
});

test('of two versions the first keeps the tag, the second says so, and takes another name', async ({
  booker,
  open,
  page,
  product,
  line,
}) => {
  const said = warnings(page);
  const newer = await openFaultyLine(product.url);
  newer.fault = (_, path) =>
    path.startsWith('/widget') ? { kind: 'rewrite', body: (text) => text.replaceAll('0.1.0', '9.9.9') } : undefined;
  const both = `${line.url} ${newer.url}`;
  await open({ tag: TAG, policy: `script-src ${both}; connect-src ${both}; ` });
  await booker.ready();
  const versions = await page.evaluate(async (src) => {
    const { MeetingBooker } = await import(src);
    MeetingBooker.define('newer-booker');
    const element = document.createElement('newer-booker');
    element.setAttribute('type', 'intro');
    document.querySelector('main')?.append(element);
    const version = (tag: string) => (customElements.get(tag) as unknown as { version: string }).version;
    return { first: version('meeting-booker'), second: version('newer-booker') };
  }, `${newer.url}/widget.js`);
  expect(versions).toEqual({ first: '0.1.0', second: '9.9.9' });
  expect(said).toEqual(['<meeting-booker>: 0.1.0 came before 9.9.9.']);
  for (const [day, tag] of ['meeting-booker', 'newer-booker'].entries()) {
    const one = new Booker(page, page.locator(tag));
    await one.chooseDay(day);
    await one.chooseSlot();
    await one.fill('Ada Lovelace', 'ada@example.com');
    await one.book();
  }
  // Each asked the server that it came from.
  for (const { seen } of [line, newer]) expect(seen.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  await newer.close();
});

test('a registry of a shadow root’s own holds the element; where there are none, another name does', async ({
  open,
  line,
  page,
}) => {
  await open({ script: NO_SCRIPT, tag: '<div id="host"></div>' });
  const scoped = await page.evaluate(async (src) => {
    const { MeetingBooker } = await import(src);
    const host = document.querySelector('#host');
    try {
      const registry = new CustomElementRegistry();
      MeetingBooker.define('our-booker', registry);
      const init = { mode: 'open', customElementRegistry: registry } as ShadowRootInit;
      const root = host?.attachShadow(init);
      if (root) root.innerHTML = '<our-booker type="intro"></our-booker>';
      return true;
    } catch {
      // This browser has one registry for all.
      MeetingBooker.define('our-booker');
      if (host) host.innerHTML = '<our-booker type="intro"></our-booker>';
      return false;
    }
  }, `${line.url}/widget.js`);
  const booker = new Booker(page, page.locator('our-booker'));
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  expect(await page.evaluate(() => customElements.get('our-booker') === undefined)).toBe(scoped);
});

test('the script may come from one place and the server stand in another', async ({ booker, open, line, product }) => {
  const elsewhere = await openFaultyLine(product.url);
  const both = `${line.url} ${elsewhere.url}`;
  await open({
    tag: `<meeting-booker type="intro" server="${elsewhere.url}/"></meeting-booker>`,
    policy: `script-src ${line.url}; connect-src ${both}; `,
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  expect(line.seen.filter((request) => request.includes('/api/'))).toEqual([]);
  expect(elsewhere.seen.every((request) => request.includes('/api/'))).toBe(true);
  await elsewhere.close();
});

test('scripts of others that never come keep nobody waiting', async ({ booker, open, line, product }) => {
  const slow = await openFaultyLine(product.url);
  slow.fault = () => ({ kind: 'held', until: new Promise(() => {}) });
  const both = `${line.url} ${slow.url}`;
  await open({
    script: `<script async src="${slow.url}/analytics.js"></script>
      <script type="module" async src="${line.url}/widget.js"></script>
      <link rel="stylesheet" href="${slow.url}/chat.css" media="print">`,
    // Below the booker the page itself is held up for good.
    tag: `${TAG}<script src="${slow.url}/chat.js"></script>`,
    policy: `script-src ${both}; style-src ${both}; `,
  });
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  await slow.close();
});
