import type { MeetingView } from '@meeting-booker/server/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { type Calendar, newCalendars } from '../stage/calendars.ts';
import { type Inbox, openInbox } from '../stage/inbox.ts';
import { calendarPart } from '../stage/invitation.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

/* A meeting as the calendars of all who take part have it, from the mails alone: invited, moved, cancelled. */

const PEOPLE = ['ada@example.com', 'grace@example.com', ADDRESSES.claire];
const HALF_HOUR_MS = 30 * 60_000;

const dataDir = newFolder();
let inbox: Inbox;
let product: Product;
const calendars = new Map<string, readonly Calendar[]>(PEOPLE.map((person) => [person, newCalendars()]));

beforeAll(async () => {
  inbox = await openInbox();
  await prepare(dataDir, team(meetingType('intro', { maxGuests: 3 })));
  product = await serve({
    BOOKER_DATA_DIR: dataDir,
    BOOKER_LOG_LEVEL: 'warn',
    BOOKER_SMTP_URL: inbox.url,
    BOOKER_MAIL_FROM: 'bookings@three-rooms.example',
  });
});

afterAll(async () => {
  for (const calendar of [...calendars.values()].flat()) calendar.close();
  await product.stop();
  await inbox.close();
  forget(dataDir);
});

/** Takes in everybody's mail number `index` (0 is the first), twice, as a mail that was delivered twice; answers what stands in each calendar. */
async function takeMail(index: number): Promise<object> {
  const stands: Record<string, unknown> = {};
  for (const [person, programs] of calendars) {
    const mail = (await inbox.mailsTo(person, index + 1))[index];
    if (mail === undefined) throw new Error('a mail was waited for');
    for (const calendar of programs) {
      for (let times = 0; times < 2; times += 1) await calendar.take(calendarPart(mail));
      stands[`${person} in ${calendar.name}`] = await calendar.entries();
    }
  }
  return stands;
}

const everywhere = (entry: object) =>
  Object.fromEntries(
    [...calendars].flatMap(([person, programs]) =>
      programs.map(({ name }) => [`${person} in ${name}`, [expect.objectContaining(entry)]]),
    ),
  );

test('in the calendars of client, host and guest a meeting is one event, which moves and then goes', async () => {
  const starts = await offeredStarts(product.url, 'intro');
  // Days ahead, where no reminder is due yet.
  const [first = '', second = ''] = [starts[60], starts[100]];
  const booked = await book(product.url, 'intro', first, 'ada@example.com', { guests: ['grace@example.com'] });
  if (!isBooked(booked)) throw new Error(`booking answered ${booked.status}`);
  const { meeting, portalToken } = booked.body;
  const at = `${product.url}/api/portal/${portalToken}/meetings/${meeting.id}`;
  const event = (start: string, isOff = false) => {
    return everywhere({ uid: meeting.uid, start: Date.parse(start), end: Date.parse(start) + HALF_HOUR_MS, isOff });
  };
  expect(await takeMail(0)).toEqual(event(first));

  const moved = await fetch(at, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ start: second }),
  });
  expect(moved.status).toBe(200);
  expect(await takeMail(1)).toEqual(event(second));

  const cancelled = await fetch(at, { method: 'DELETE' });
  expect(((await cancelled.json()) as { meeting: MeetingView }).meeting.status).toBe('cancelled');
  expect(await takeMail(2)).toEqual(event(second, true));

  // Whoever takes the file in once more, from the page, changes nothing.
  const file = await (await fetch(`${at}/invite.ics`)).text();
  for (const calendar of calendars.get('ada@example.com') ?? []) {
    await calendar.take(file);
    expect(await calendar.entries()).toHaveLength(1);
  }
  expect(inbox.received).toHaveLength(3 * PEOPLE.length);
});
