import type { Page } from '@playwright/test';
import { focused } from '../stage/accessibility.ts';
import { expect, test } from '../stage/journey.ts';

/** Presses Tab until the focus is where `there` says; fails after so many stops. */
async function tabTo(
  page: Page,
  there: (at: Awaited<ReturnType<typeof focused>>) => boolean,
  stops: number,
): Promise<void> {
  for (let stop = 0; stop < stops; stop += 1) {
    await page.keyboard.press('Tab');
    if (there(await focused(page))) return;
  }
  throw new Error(`not reached in ${stops} stops; the focus is at ${JSON.stringify(await focused(page))}`);
}

const addDays = (date: string, days: number) =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

test('a visitor books by the keyboard alone', async ({ booker, open, page, inbox }) => {
  await open();
  await booker.ready();
  await tabTo(page, ({ date }) => date !== '', 6);
  // A free day whose month goes on: the next week's same weekday is free, too.
  const { date: before } = await focused(page);
  await page.keyboard.press('ArrowRight');
  await expect.poll(async () => (await focused(page)).date).toBe(addDays(before, 1));
  const date = addDays(before, 1);
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => (await focused(page)).date).toBe(addDays(date, 7));
  await expect(booker.root.locator(`button[data-date="${addDays(date, 7)}"]`)).not.toHaveAttribute('aria-disabled');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('times');

  await tabTo(page, ({ tag, text }) => tag === 'button' && /^\d\d:\d\d/.test(text), 6);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('form');
  await tabTo(page, ({ id }) => id === 'field-name', 3);
  await page.keyboard.type('Ada Lovelace');
  await tabTo(page, ({ id }) => id === 'field-email', 1);
  await page.keyboard.type('ada@');
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('summary');

  await tabTo(page, ({ tag }) => tag === 'a', 2);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await focused(page)).id).toBe('field-email');
  await page.keyboard.press('End');
  await page.keyboard.type('example.com');
  await page.keyboard.press('Enter');
  await expect(booker.done).toBeVisible();
  await expect.poll(async () => (await focused(page)).id).toBe('done');
  await inbox.mailsTo('ada@example.com');
});

test('the grid is one stop, and its keys are those of a date grid', async ({ booker, open, page }) => {
  await open();
  await booker.ready();
  await expect(booker.root.locator('button[data-date][tabindex="0"]')).toHaveCount(1);
  await tabTo(page, ({ date }) => date !== '', 6);
  const { date: before } = await focused(page);
  await page.keyboard.press('PageDown');
  await expect.poll(async () => (await focused(page)).date > before).toBe(true);
  const { date } = await focused(page);
  const press = async (key: string, days: number) => {
    const { date: from } = await focused(page);
    await page.keyboard.press(key);
    await expect.poll(async () => (await focused(page)).date).toBe(addDays(from, days));
  };
  await press('ArrowRight', 1);
  await press('ArrowLeft', -1);
  await press('ArrowDown', 7);
  await press('ArrowUp', -7);
  const weekday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
  await press('Home', -weekday);
  await press('End', 6);
  const month = (await focused(page)).date.slice(0, 7);
  await page.keyboard.press('PageUp');
  await expect.poll(async () => (await focused(page)).date.slice(0, 7) < month).toBe(true);
  await expect(booker.root.locator('button[data-date][tabindex="0"]')).toHaveCount(1);
});
