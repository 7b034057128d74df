import { focused } from '../stage/accessibility.ts';
import { Booker } from '../stage/booker.ts';
import type { HostPage } from '../stage/host-site.ts';
import { expect, test } from '../stage/journey.ts';

/* Pages as the world has them: the booker works on each, and leaves each as it was. */

const TAG = '<meeting-booker type="intro"></meeting-booker>';

const PAGES: readonly (Partial<HostPage> & { readonly name: string })[] = [
  {
    name: 'with styles that shout',
    style: `html { font-size: 62.5% } body { line-height: 3; letter-spacing: 4px; text-transform: uppercase; color: red }
      * { margin: 9px !important; border: 1px solid red } button, input { background: lime !important; display: none }
      table { width: 4000px; font-size: 40px } h2, h3, p, a { font-size: 60px }`,
  },
  { name: 'without a doctype', quirks: true, style: 'table { font-size: 40px }' },
  { name: 'inside a form of its own', tag: `<form action="/elsewhere" method="get"><input name="q">${TAG}</form>` },
  {
    name: 'inside a box that is moved and cut',
    style:
      '.box { transform: translateX(4px); overflow: hidden; contain: paint } .lid { position: fixed; inset: 0; z-index: 9; pointer-events: none }',
    tag: `<div class="box">${TAG}</div><div class="lid"></div>`,
  },
  { name: 'that trusts no text as script', policy: "require-trusted-types-for 'script'; trusted-types lit-html; " },
];

for (const { name, ...page } of PAGES) {
  test(`a visitor books on a page ${name}`, async ({ booker, open, inbox, page: tab }) => {
    const wrong: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    tab.on('pageerror', (error) => wrong.push(String(error)));
    await open(page);
    const address = tab.url();
    await booker.chooseDay();
    await booker.root.getByRole('button', { name: /change time zone/ }).click();
    await expect(booker.root.getByRole('dialog')).toBeVisible();
    await tab.keyboard.press('Escape');
    await booker.chooseSlot();
    await booker.fill('Ada Lovelace', 'ada@example.com');
    await booker.book();
    await inbox.mailsTo('ada@example.com');
    expect(tab.url()).toBe(address);
    expect(wrong).toEqual([]);
  });
}

test('the page’s own styles do not reach in', async ({ booker, open }) => {
  await open({ style: 'html { font-size: 62.5% } button { background: lime !important } * { border: 3px solid red }' });
  await booker.chooseDay();
  const slot = booker.slots.first();
  await expect(slot).not.toHaveCSS('background-color', 'rgb(0, 255, 0)');
  await expect(slot).not.toHaveCSS('border-top-width', '3px');
});

test('two bookers on one page are each their own', async ({ open, page }) => {
  await open({ tag: `<div id="one">${TAG}</div><div id="two">${TAG}</div>` });
  const one = new Booker(page, page.locator('#one meeting-booker'));
  const two = new Booker(page, page.locator('#two meeting-booker'));
  await one.chooseDay();
  await one.chooseSlot();
  await two.chooseDay(1);
  await expect(one.root.locator('form')).toBeVisible();
  await expect(two.root.locator('form')).toHaveCount(0);
});

test('where a page reads from right to left, so do the month and its keys', async ({ booker, open, page }) => {
  await open({ dir: 'rtl' });
  await booker.chooseDay();
  // The second row of any month is a whole week.
  const week = booker.root.getByRole('row').nth(2).locator('button[data-date]');
  const [sooner, later] = await Promise.all([0, 1].map((index) => week.nth(index).boundingBox()));
  expect(later?.x ?? 0).toBeLessThan(sooner?.x ?? 0);
  await booker.days.first().focus();
  const { date } = await focused(page);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(async () => (await focused(page)).date > date).toBe(true);
});
