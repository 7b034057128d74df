import { focused } from '../stage/accessibility.ts';
import { Booker } from '../stage/booker.ts';
import type { HostPage } from '../stage/host-site.ts';
import { expect, test } from '../stage/journey.ts';

/* Pages as the world has them: the booker works on each, and leaves each as it was. */

const TAG = '<meeting-booker type="intro"></meeting-booker>';

const PAGES: readonly (Partial<HostPage> & { readonly name: string })[] = [
  { name: 'that allows no style and no script but by address' },
  {
    name: 'that trusts no text as script, but from lit-html',
    policy: "require-trusted-types-for 'script'; trusted-types lit-html; ",
  },
  {
    name: 'with styles that shout',
    style: `html { font-size: 62.5% } body { line-height: 3; letter-spacing: 4px; text-transform: uppercase; color: red }
      * { margin: 9px !important; border: 1px solid red !important; color: red !important; font-size: 40px !important }
      button, input { background: lime !important; display: none !important } table { width: 4000px; font-size: 40px }`,
  },
  { name: 'without a doctype', quirks: true, style: 'table { font-size: 40px }' },
  { name: 'inside a form of its own', tag: `<form action="/elsewhere" method="get"><input name="q">${TAG}</form>` },
  {
    name: 'inside a box that is moved and cut, below a lid',
    style: `.box { transform: translateX(4px); overflow: hidden; contain: paint; height: 700px }
      .lid { position: fixed; inset: 0; z-index: 2147483647; pointer-events: none }`,
    tag: `<div class="box">${TAG}</div><div class="lid"></div>`,
  },
  {
    name: 'whose scripts add to every prototype',
    policy: 'script-src data: http://127.0.0.1:*; ',
    tag: `${TAG}<script src="data:text/javascript,for(const kind of[Object,Array,String,Function])kind.prototype.extra=function(){};Array.prototype.toJSON=function(){return'spoilt'}"></script>`,
  },
];

for (const { name, ...page } of PAGES) {
  test(`a visitor books on a page ${name}`, async ({ booker, open, inbox, page: tab }) => {
    const wrong: string[] = [];
    tab.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    tab.on('pageerror', (error) => wrong.push(String(error)));
    await tab.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sample }) => {
        console.error(`against the policy: ${violatedDirective} ${sample}`);
      });
      document.addEventListener('submit', () => console.error('the page’s own form was sent'));
    });
    await open(page);
    const address = tab.url();
    await booker.chooseDay();
    // The zone's list lies over all else, and takes presses.
    await booker.root.getByRole('button', { name: /change time zone/ }).click();
    await booker.root.getByRole('combobox').fill('tokyo');
    await booker.root.getByRole('option', { name: /Tokyo/ }).first().click();
    await expect(booker.root.getByRole('button', { name: /^Tokyo time/ })).toBeVisible();
    await booker.chooseSlot();
    await booker.fill('Ada Lovelace', 'ada@example.com');
    await booker.field('email').press('Enter');
    await expect(booker.done).toBeVisible();
    await inbox.mailsTo('ada@example.com');
    expect(tab.url()).toBe(address);
    expect(wrong).toEqual([]);
  });
}

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
