import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { openFile } from '../stage/database-file.ts';
import { type Inbox, openInbox } from '../stage/inbox.ts';
import { forget, newFolder, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';
import { meetingType, team } from '../stage/team.ts';

/* The sending of mails: by processes that are killed, by two at once, and to a server that hangs. */

const KILLS = 25;
const BOOKINGS = 130;
/** To its client and to its host. */
const MAILS = 2 * BOOKINGS;
const PATIENT = { timeout: 120_000, interval: 25 };

const document = team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' }));
const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

type Settings = Readonly<Record<string, string>>;

async function inboxFor(settings: Settings): Promise<{ inbox: Inbox; sending: Settings }> {
  const inbox = await openInbox();
  endings.unshift(inbox.close);
  return { inbox, sending: { ...settings, BOOKER_SMTP_URL: inbox.url, BOOKER_MAIL_FROM: 'bookings@rooms.example' } };
}

/** Books where nothing is sent yet, so that all the mails rest. */
async function bookAll(settings: Settings): Promise<void> {
  await prepare(settings, document);
  const product = await serve(settings);
  const starts = (await offeredStarts(product.url, 'quarter')).slice(0, BOOKINGS);
  const visitor = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const answer = await book(product.url, 'quarter', start, `v${start.replaceAll(/\D/g, '')}@example.com`);
      if (!isBooked(answer)) throw new Error(JSON.stringify(answer.body));
    }
  };
  await Promise.all(Array.from({ length: 8 }, visitor));
  await product.stop();
}

function folder(): string {
  const dataDir = newFolder();
  endings.push(() => forget(dataDir));
  return dataDir;
}

const idsOf = ({ received }: Inbox) => received.map(({ mail }) => mail.messageId);

test('a sending process killed again and again sends every mail, and no more of them twice than it was killed', async () => {
  const settings = { BOOKER_DATA_DIR: folder(), BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
  await bookAll(settings);
  const { inbox, sending } = await inboxFor(settings);
  /** Two minutes pass for what dead hands hold. */
  const lapse = () => {
    const file = openFile(settings.BOOKER_DATA_DIR);
    file.exec('update jobs set leased_until_ms = leased_until_ms - 120000');
    file.close();
  };
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = inbox.received.length;
    const product = await serve(sending);
    await expect.poll(() => inbox.received.length, PATIENT).toBeGreaterThan(before + (kill % 5));
    await delay(kill % 7);
    await product.kill();
    expect(inbox.received.length).toBeLessThan(MAILS);
    lapse();
  }
  const last = await serve(sending);
  await expect.poll(() => new Set(idsOf(inbox)).size, PATIENT).toBe(MAILS);
  await last.stop();
  expect(inbox.received.length - MAILS).toBeLessThanOrEqual(KILLS);
  const file = openFile(settings.BOOKER_DATA_DIR);
  expect(file.prepare(`select distinct state from jobs where kind = 'mail'`).pluck().all()).toEqual(['done']);
  file.close();
}, 600_000);

test('two processes on one database send every mail once', async () => {
  const database = await openSharedDatabase({ durable: false });
  endings.push(() => database.close());
  const settings = { ...database.settings, BOOKER_RATE_LIMIT: 'off', BOOKER_PUBLIC_URL: 'https://book.example' };
  await bookAll(settings);
  const { inbox, sending } = await inboxFor(settings);
  const two = await Promise.all([serve(sending), serve(sending)]);
  const left = async () => {
    const rows = await database.ask<{ count: number }>(
      `select count(*)::integer as count from jobs where kind = 'mail' and state <> 'done'`,
    );
    return rows[0]?.count;
  };
  await expect.poll(left, PATIENT).toBe(0);
  for (const product of two) await product.stop();
  expect(inbox.received).toHaveLength(MAILS);
  expect(new Set(idsOf(inbox)).size).toBe(MAILS);
}, 300_000);
