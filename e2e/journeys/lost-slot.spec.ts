import { book, isBooked } from '../stage/booking.ts';
import { expect, test } from '../stage/journey.ts';

test('a time taken by somebody else while the form is filled in costs nothing that was typed', async ({
  booker,
  open,
  product,
  inbox,
  events,
}) => {
  await open();
  await booker.chooseDay();
  const start = await booker.chooseSlot(4);
  await booker.fill('Ada Lovelace', 'ada@example.com');
  expect(isBooked(await book(product.url, 'intro', new Date(start).toISOString(), 'grace@example.com'))).toBe(true);

  await booker.submit.click();
  await expect(booker.trouble).toContainText('just taken');
  const alternatives = booker.root.locator('button[part="alternative"]');
  expect(await alternatives.count()).toBeGreaterThan(0);
  await expect(booker.field('name')).toHaveValue('Ada Lovelace');
  await expect(booker.field('email')).toHaveValue('ada@example.com');

  await alternatives.first().click();
  await booker.book();
  await inbox.mailsTo('ada@example.com');
  const names = (await events()).map(([name]) => name);
  expect(names.filter((name) => name === 'mb-slot-taken')).toHaveLength(1);
  expect(names.filter((name) => name === 'mb-booked')).toHaveLength(1);
});

test('a double click books once', async ({ booker, open, line, inbox }) => {
  await open();
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.submit.dblclick();
  await expect(booker.done).toBeVisible();
  expect(line.seen.filter((request) => request.startsWith('POST'))).toHaveLength(1);
  expect(await inbox.mailsTo('ada@example.com')).toHaveLength(1);
});
