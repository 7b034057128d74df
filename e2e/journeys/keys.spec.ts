import type { Page } from '@playwright/test';
import { focused } from '../stage/accessibility.ts';
import type { Booker } from '../stage/booker.ts';
import { expect, test } from '../stage/fixed-day.ts';

/* The keys of a date grid, as the ARIA Authoring Practices list them, all of them, from Tuesday 9 March 2027 on. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

type Press = readonly [key: string, leadsTo: string];

const WAYS: readonly { readonly name: string; readonly dir: 'ltr' | 'rtl'; readonly presses: readonly Press[] }[] = [
  {
    name: 'by days and weeks',
    dir: 'ltr',
    presses: [
      ['ArrowRight', '2027-03-10'],
      ['ArrowLeft', '2027-03-09'],
      ['ArrowDown', '2027-03-16'],
      ['ArrowUp', '2027-03-09'],
      ['End', '2027-03-14'],
      ['End', '2027-03-14'],
      ['ArrowRight', '2027-03-15'],
      ['Home', '2027-03-15'],
      ['ArrowLeft', '2027-03-14'],
      ['Home', '2027-03-08'],
      // What can be meant otherwise is left to the browser.
      ['Control+ArrowRight', '2027-03-08'],
    ],
  },
  {
    name: 'from right to left, where Left is later',
    dir: 'rtl',
    presses: [
      ['ArrowLeft', '2027-03-10'],
      ['ArrowRight', '2027-03-09'],
      ['ArrowDown', '2027-03-16'],
      ['ArrowUp', '2027-03-09'],
      ['End', '2027-03-14'],
      ['ArrowLeft', '2027-03-15'],
      ['ArrowRight', '2027-03-14'],
      ['Home', '2027-03-08'],
      ['PageDown', '2027-04-08'],
      ['PageUp', '2027-03-08'],
    ],
  },
  {
    name: 'by months and years, to the same day or the last',
    dir: 'ltr',
    presses: [
      ['PageDown', '2027-04-09'],
      ['PageUp', '2027-03-09'],
      // Nothing can be free in February any more.
      ['PageUp', '2027-03-09'],
      ['ArrowUp', '2027-03-02'],
      ['ArrowUp', '2027-03-02'],
      ['Shift+PageUp', '2027-03-02'],
      ['Shift+PageDown', '2028-03-02'],
      // Nor a year and a month from now.
      ['PageDown', '2028-03-02'],
      ['Shift+PageUp', '2027-03-02'],
      ['ArrowDown', '2027-03-09'],
      ['ArrowDown', '2027-03-16'],
      ['ArrowDown', '2027-03-23'],
      ['ArrowDown', '2027-03-30'],
      ['ArrowRight', '2027-03-31'],
      ['PageDown', '2027-04-30'],
      ['ArrowRight', '2027-05-01'],
      ['ArrowLeft', '2027-04-30'],
      ['ArrowDown', '2027-05-07'],
      ['PageUp', '2027-04-07'],
      // A year that would lead too far leads as far as there may be times.
      ['Shift+PageDown', '2028-03-07'],
      ['Shift+PageUp', '2027-03-07'],
    ],
  },
];

/** Tabs to the grid's one stop. */
async function toTheGrid(page: Page, booker: Booker): Promise<void> {
  await booker.ready();
  for (let stop = 0; stop < 6 && (await focused(page)).date === ''; stop += 1) await page.keyboard.press('Tab');
  await expect.poll(async () => (await focused(page)).date).toBe('2027-03-09');
}

for (const { name, dir, presses } of WAYS) {
  test(`the keys go through the month ${name}`, async ({ booker, openFixed, page, events }) => {
    await openFixed({ tag: TAG, dir });
    await toTheGrid(page, booker);
    for (const [index, [key, date]] of presses.entries()) {
      await page.keyboard.press(key);
      await expect.poll(async () => (await focused(page)).date, `${index + 1}: ${key}`).toBe(date);
      await expect(booker.root.locator('button[data-date][tabindex="0"]')).toHaveCount(1);
      await expect(booker.root.locator(`button[data-date="${date}"]`)).toHaveAttribute('tabindex', '0');
    }
    // They move, and choose nothing.
    expect((await events()).filter(([event]) => event === 'mb-date-select')).toEqual([]);
  });
}

for (const key of ['Enter', 'Space']) {
  test(`${key} chooses the day, where it has times`, async ({ booker, openFixed, page }) => {
    await openFixed({ tag: TAG });
    await toTheGrid(page, booker);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press(key);
    await expect.poll(async () => (await focused(page)).id).toBe('times');
    await expect(booker.root.locator('td[aria-selected="true"] button')).toHaveAttribute('data-date', '2027-03-10');

    await booker.root.locator('button[data-date="2027-03-13"]').focus();
    await page.keyboard.press(key);
    await expect.poll(async () => (await focused(page)).date).toBe('2027-03-13');
    await expect(booker.root.locator('td[aria-selected="true"] button')).toHaveAttribute('data-date', '2027-03-10');
  });
}
