import { afterAll, beforeAll, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { heldMeetings, openFile } from '../stage/database-file.ts';
import { type Inbox, openInbox } from '../stage/inbox.ts';
import { forget, newFolder, prepare, serve } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

const DEATHS = 5;
const AT_ONCE = 8;
const MAIL_PATIENCE_MS = 60_000;

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

const settings = () => ({
  BOOKER_DATA_DIR: dataDir,
  BOOKER_RATE_LIMIT: 'off',
  BOOKER_LOG_LEVEL: 'warn',
  BOOKER_SMTP_URL: inbox.url,
  BOOKER_MAIL_FROM: 'bookings@three-rooms.example',
});

/** Books `starts` from the front, several at once, until the process is gone; it is killed at the `deadly`-th 201. */
async function bookUntilDeath(starts: string[], deadly: number, booked: Map<string, string>): Promise<void> {
  const product = await serve(settings());
  let granted = 0;
  const visitor = async () => {
    for (let start = starts.shift(); start !== undefined && granted < deadly; start = starts.shift()) {
      const email = `visitor-${start.replaceAll(/[^0-9]/g, '')}@example.com`;
      const answer = await book(product.url, 'quarter', start, email).catch(() => null);
      if (answer === null) return;
      if (!isBooked(answer)) throw new Error(`${start} was refused: ${JSON.stringify(answer.body)}`);
      booked.set(answer.body.meeting.id, email);
      granted += 1;
      if (granted === deadly) product.child.kill('SIGKILL');
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
  await product.kill();
}

test('a process killed under load, again and again, loses no booking that it granted and sends the mails of each', async () => {
  const first = await serve(settings());
  const starts = await offeredStarts(first.url, 'quarter');
  await first.kill();
  const booked = new Map<string, string>();
  for (let death = 0; death < DEATHS; death += 1) await bookUntilDeath(starts, 15 + 11 * death, booked);
  expect(booked.size).toBeGreaterThanOrEqual(DEATHS * 15);

  const last = await serve(settings());
  const held = new Set(heldMeetings(dataDir));
  expect([...booked.keys()].filter((id) => !held.has(id))).toEqual([]);
  const file = openFile(dataDir);
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok');
  // A dead worker's mails are taken up when its lease has run out: two minutes pass.
  const lapse = file.prepare('update jobs set leased_until_ms = leased_until_ms - 120000 where leased_by not like ?');
  lapse.run(`${last.child.pid}-%`);
  file.close();

  for (const email of booked.values()) await inbox.mailsTo(email, 1, MAIL_PATIENCE_MS);
  await inbox.mailsTo(ADDRESSES.claire, booked.size, MAIL_PATIENCE_MS);
  for (const email of booked.values()) {
    const ids = (await inbox.mailsTo(email)).map(({ mail }) => mail.messageId);
    // Sent again after a death it is the same mail, so that a mailbox may know it.
    expect(new Set(ids).size).toBe(1);
  }
  const hostMails = new Set((await inbox.mailsTo(ADDRESSES.claire)).map(({ mail }) => mail.messageId));
  expect(hostMails.size).toBeGreaterThanOrEqual(booked.size);
  await last.stop();
}, 400_000);
