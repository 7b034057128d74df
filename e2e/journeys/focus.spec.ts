import type { Page } from '@playwright/test';
import { focused } from '../stage/accessibility.ts';
import { expect, test } from '../stage/fixed-day.ts';

/* Where the focus is: the way to the first time, after each step, and whether it can be seen. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** The name of what has the focus; whether a comma follows the weekday is the browser's affair. */
async function name(page: Page): Promise<string> {
  const { label, text } = await focused(page);
  return (label || text).replace(/\s+/g, ' ').replace('day,', 'day');
}

test('six Tab stops or fewer lead to the first time, in the order of the sheet', async ({
  booker,
  openFixed,
  page,
}) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await expect(booker.slots.first()).toBeVisible();
  const first = await booker.slots.first().getAttribute('data-start');
  const stops: string[] = [];
  do {
    await page.keyboard.press('Tab');
    stops.push(await name(page));
  } while (stops.length < 6 && !/^\d\d:\d\d/.test(stops.at(-1) ?? ''));
  expect(stops).toEqual([
    'Previous month, February 2027',
    'Next month, April 2027',
    'Tuesday 9 March 2027, 9 times free',
    'Paris time (UTC+1), change time zone',
    '09:30, Paris time',
  ]);
  await expect(booker.root.locator(`button[data-start="${first}"]`)).toBeFocused();
});

test('after each step the focus is where the reader goes on', async ({ booker, openFixed, page, line }) => {
  const at = (what: 'id' | 'date' | 'text', value: string | RegExp) =>
    expect.poll(async () => (await focused(page))[what]).toMatch(value);
  await openFixed({ tag: TAG });
  const answer = line.fault;
  await booker.ready();

  // The button that turns the page keeps it, so that it can be pressed again.
  await booker.root.locator('button[part="next"]').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => name(page)).toBe('Next month, May 2027');
  await booker.root.locator('button[part="prev"]').focus();
  await page.keyboard.press('Enter');
  await expect(booker.root.getByRole('heading', { name: 'March 2027' })).toBeVisible();

  await booker.root.locator('button[data-date="2027-03-10"]').focus();
  await page.keyboard.press('Enter');
  await at('id', 'times');
  await at('text', /Wednesday,? 10 March/i);

  await booker.root.locator('button[part="timezone"]').focus();
  await page.keyboard.press('Enter');
  await expect(booker.root.getByRole('dialog')).toBeVisible();
  await expect(booker.root.getByRole('combobox')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(booker.root.locator('button[part="timezone"]')).toBeFocused();

  await booker.slots.nth(1).focus();
  const start = await booker.slots.nth(1).getAttribute('data-start');
  await page.keyboard.press('Enter');
  await at('id', 'form');
  await at('text', /Wednesday,? 10 March, \d\d:\d\d/);

  await booker.root.getByRole('button', { name: 'Back' }).press('Enter');
  await expect(booker.root.locator(`button[data-start="${start}"]`)).toBeFocused();
  await page.keyboard.press('Enter');
  await at('id', 'form');

  await booker.submit.press('Enter');
  await at('id', 'summary');
  await booker.root.getByRole('link', { name: /^Email/ }).press('Enter');
  await at('id', 'field-email');

  await booker.fill('Ada Lovelace', 'ada@example.com');
  line.fault = (method) => (method === 'POST' ? { kind: 'cut' } : undefined);
  await booker.submit.press('Enter');
  await at('id', 'trouble');

  line.fault = (method, path, body) =>
    method === 'POST'
      ? {
          kind: 'given',
          status: 409,
          body: {
            type: 'about:blank',
            title: 'Taken',
            status: 409,
            detail: 'Taken.',
            code: 'slot_taken',
            alternatives: ['2027-03-10T12:00:00Z', '2027-03-10T12:30:00Z', '2027-03-11T08:00:00Z'],
          },
        }
      : answer(method, path, body);
  await booker.submit.press('Enter');
  await expect(booker.root.locator('button[part="alternative"]')).toHaveCount(3);
  await at('id', 'trouble');

  line.fault = answer;
  await booker.root.locator('button[part="alternative"]').first().press('Enter');
  await at('id', 'form');
  await booker.submit.press('Enter');
  await at('id', 'done');
  await at('text', /Wednesday,? 10 March/i);

  await booker.root.getByRole('button', { name: 'Correct it' }).press('Enter');
  await at('id', 'trouble');
});

test('where a month has no times, the way on takes the focus to the times it found', async ({
  booker,
  openFixed,
  page,
}) => {
  const timesOn = (date: string) => (date === '2027-04-14' ? ['09:00', '10:00'] : []);
  await openFixed({ tag: TAG }, { timesOn });
  await booker.root.getByRole('button', { name: /14 April/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('times');
  await expect(booker.slots).toHaveCount(2);
});

test('where times could not be read, trying again takes the focus to them', async ({
  booker,
  openFixed,
  line,
  page,
}) => {
  await openFixed({ tag: TAG });
  const answer = line.fault;
  await booker.ready();
  line.fault = () => ({ kind: 'cut' });
  for (let month = 0; month < 2; month += 1) await booker.root.locator('button[part="next"]').click();
  const again = booker.root.getByRole('button', { name: 'Try again' });
  await again.focus();
  line.fault = answer;
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('times');
  await expect(booker.slots.first()).toBeVisible();
});

test('an element that comes and reads its times leaves the focus where it is', async ({ booker, openFixed, page }) => {
  await openFixed({ tag: `<input id="search" autofocus>${TAG}` });
  await booker.ready();
  await expect(booker.slots.first()).toBeVisible();
  await expect(page.locator('#search')).toBeFocused();
});
