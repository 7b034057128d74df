import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { heldMeetings } from '../stage/database-file.ts';
import { type Inbox, openInbox } from '../stage/inbox.ts';
import { forget, newFolder, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

const dataDir = newFolder();
let inbox: Inbox;

beforeAll(async () => {
  inbox = await openInbox();
  await prepare(dataDir, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
});

afterAll(async () => {
  await inbox.close();
  forget(dataDir);
});

test('a process told to stop answers what it has taken on, books nothing that it does not answer, and ends well', async () => {
  const product = await serve({
    BOOKER_DATA_DIR: dataDir,
    BOOKER_RATE_LIMIT: 'off',
    BOOKER_LOG_LEVEL: 'warn',
    BOOKER_SMTP_URL: inbox.url,
    BOOKER_MAIL_FROM: 'bookings@three-rooms.example',
  });
  const starts = (await offeredStarts(product.url, 'quarter')).slice(0, 60);
  const asked = starts.map((start, index) => book(product.url, 'quarter', start, `visitor-${index}@example.com`));
  await Promise.any(asked);
  const ended = await product.stop();
  expect({ code: ended.code, signal: ended.signal }).toEqual({ code: 0, signal: null });

  const answers = (await Promise.allSettled(asked)).flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const booked = answers.filter(isBooked).map(({ body }) => body.meeting.id);
  expect(booked).not.toEqual([]);
  expect(booked.sort()).toEqual(heldMeetings(dataDir).sort());
});
