import { calendarPart, readTwice } from '../stage/invitation.ts';
import { expect, test } from '../stage/journey.ts';
import { ADDRESSES } from '../stage/team.ts';

test('a visitor books by mouse, and everyone is invited by mail', async ({ booker, open, inbox, events, page }) => {
  await open();
  await booker.chooseDay(1);
  const start = await booker.chooseSlot(2);
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();

  const time = new Date(start).toLocaleTimeString('en-GB', {
    timeZone: 'Europe/Paris',
    hour: '2-digit',
    minute: '2-digit',
  });
  await expect(booker.done).toContainText('Booked');
  await expect(booker.done).toContainText(time);
  await expect(booker.done).toContainText('ada@example.com');
  await expect(booker.done).toContainText('Claire Moreau');

  const [forAda] = await inbox.mailsTo('ada@example.com');
  const [forClaire] = await inbox.mailsTo(ADDRESSES.claire);
  if (!forAda || !forClaire) throw new Error('two mails were waited for');
  expect(forAda.to).toEqual(['ada@example.com']);
  expect(forAda.mail.from?.value[0]?.address).toBe('bookings@three-rooms.example');
  expect(forAda.mail.replyTo?.value[0]?.address).toBe(ADDRESSES.claire);
  expect(forAda.mail.subject).toContain(time);
  expect(forAda.mail.text).toContain(time);
  expect(forAda.mail.text).toContain('Paris');
  expect(forAda.raw).toMatch(/^content-type: text\/calendar;[\s\S]*?method="?REQUEST"?/im);
  // Claire reads French, and the mail's own words follow the reader.
  expect(forClaire.mail.text).toMatch(/rendez-vous|réserv/i);
  expect(forClaire.mail.messageId).not.toBe(forAda.mail.messageId);

  const { first, second } = readTwice(calendarPart(forAda));
  expect(second).toEqual(first);
  expect(first).toMatchObject({ method: 'REQUEST', sequence: 0, start, end: start + 30 * 60_000 });
  expect(first.attendees).toContain('ada@example.com');
  expect(first.organizer).not.toBe('');
  expect(first.alarms).toBeGreaterThan(0);
  expect(readTwice(calendarPart(forClaire)).first.uid).toBe(first.uid);

  const booked = (await events()).filter(([name]) => name === 'mb-booked');
  expect(booked).toHaveLength(1);
  expect(booked[0]?.[1]).toMatchObject({ uid: first.uid, start: new Date(start).toISOString().replace('.000Z', 'Z') });
  // What was typed is for the page that may stop the booking, not for its analytics.
  const others = (await events()).filter(([name]) => name !== 'mb-before-book');
  expect(JSON.stringify(others)).not.toContain('ada@example.com');
  await page.reload();
  await booker.chooseDay(1);
  await expect(booker.root.locator(`button[data-start="${start}"]`)).toHaveCount(0);
});

test('the calendar file that the confirmation offers is the invitation itself', async ({ booker, open, page }) => {
  await open();
  await booker.chooseDay();
  const start = await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  const link = booker.done.getByRole('link', { name: /\.ics/ });
  const file = await page.request.get((await link.getAttribute('href')) ?? '');
  expect(file.headers()['content-type']).toMatch(/^text\/calendar/);
  const { first, second } = readTwice(await file.text());
  expect(second).toEqual(first);
  expect(first.start).toBe(start);
});

test('Back returns to the times, at the very button, and what was typed is kept', async ({ booker, open, page }) => {
  await open();
  await booker.chooseDay();
  const start = await booker.chooseSlot(3);
  await booker.field('name').fill('Ada');
  await booker.root.getByRole('button', { name: 'Back' }).click();
  await expect(booker.root.locator(`button[data-start="${start}"]`)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(booker.field('name')).toHaveValue('Ada');
});

test('what is missing is said at the field and summed up, and nothing is sent', async ({
  booker,
  open,
  line,
  events,
}) => {
  await open();
  await booker.chooseDay();
  await booker.chooseSlot();
  await booker.field('email').fill('ada@');
  await booker.submit.click();
  await expect(booker.trouble.first()).toBeVisible();
  await expect(booker.field('name')).toHaveAttribute('aria-invalid', 'true');
  await expect(booker.field('email')).toHaveAttribute('aria-invalid', 'true');
  expect(line.seen.filter((request) => request.startsWith('POST'))).toEqual([]);
  expect((await events()).filter(([name]) => name === 'mb-invalid')).toHaveLength(1);
});
