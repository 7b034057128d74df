import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../clock.ts';
import { type MailedChange, mailJob } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { cancelled } from '../domain/meeting-changes.ts';
import { startWorker, type Worker } from '../jobs/worker.ts';
import { smtpMailer } from '../notify/mailer.ts';
import { mailComposer } from '../notify/messages.ts';
import { sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import { type Refusal, scratchInbox } from '../notify/scratch-inbox.ts';
import type { Store } from '../store/database.ts';
import { countJobs, listJobs } from '../store/job-records.ts';
import { claimJobs, enqueueJobs } from '../store/jobs.ts';
import { type DatabasePlace, openDatabase } from '../store/open-database.ts';
import { scratchStore } from '../store/scratch-store.ts';
import type { Context } from './context.ts';
import { deliverMail } from './deliver-mail.ts';
import { readOutbox, readOutboxMail } from './read-outbox.ts';

const FROM = { name: 'Three Rooms', address: 'booking@rooms.example' };
const publicUrl = 'https://booking.example.com';
const compose = mailComposer({ publicUrl, mailFrom: FROM.address });
let time = 1_800_000_000_000;
const clock: Clock = { now: () => time, randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)) };

let store: Store;
let place: DatabasePlace;
let ctx: Context;
const open: { close(): unknown }[] = [];

beforeEach(async () => {
  const scratch = await scratchStore();
  ({ store, place } = scratch);
  ctx = { store, clock, secret: new Uint8Array(32).fill(7), publicUrl, wakeWorker: () => undefined };
  open.push({ close: scratch.dispose });
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

const owe = (meeting: Meeting, change: MailedChange = 'booked') => {
  const jobs = sampleMails(meeting, change).map((mail) => mailJob(mail, time));
  return store.write((tx) => enqueueJobs(tx, jobs, clock));
};

async function inbox(refuse?: (recipient: string, tries: number) => Refusal | null) {
  const received = await scratchInbox(refuse);
  open.push(received);
  return received;
}

function worker(url: string, from: Store = store): Worker {
  const mailer = smtpMailer({ url, from: FROM });
  const post = { compose, mailer };
  const here = { ...ctx, store: from };
  const started = startWorker({
    store: from,
    clock,
    pollMs: 10,
    leaseMs: 60_000,
    run: { mail: (payload, signal) => deliverMail(here, post, payload, signal) },
  });
  open.push(mailer, { close: () => started.stop() });
  return started;
}

const until = (sees: () => Promise<boolean> | boolean) =>
  expect.poll(sees, { timeout: 20_000, interval: 10 }).toBe(true);
const settled = async () => (await countJobs(store.db)).pending === 0;
const late = async () => (await countJobs(store.db)).late;

describe('a mail that is owed', () => {
  it('goes out under the Message-ID that was fixed when it was owed, after a "not now" too', async () => {
    const { url, mails } = await inbox((_, tries) => (tries === 1 ? { at: 'RCPT', code: 451 } : null));
    await owe(sampleMeeting());
    const owed = sampleMails(sampleMeeting()).map(({ messageId }) => messageId);
    const started = worker(url);
    await until(async () => (await late()) === 3);
    expect(mails).toEqual([]);
    time += 20_000;
    started.wake();
    await until(settled);
    expect(mails.map(({ parsed }) => parsed.messageId).sort()).toEqual(owed.sort());
  });

  it('is given up visibly when it is refused for good, and the others go all the same', async () => {
    const { url, mails } = await inbox((address) => (address === 'bob@example.net' ? { at: 'RCPT', code: 550 } : null));
    await owe(sampleMeeting());
    worker(url);
    await until(settled);
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(['ada@example.com', 'camille@rooms.example']);
    const failed = (await listJobs(store.db, 'mail', { limit: 10 })).filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.attempts).toBe(1);
    expect(failed[0]?.lastError).toContain('550');
  });

  it('waits for a server that cannot be reached', async () => {
    const { url, mails, close } = await scratchInbox();
    await close();
    await owe(sampleMeeting());
    worker(url);
    await until(async () => (await late()) === 3);
    expect(mails).toEqual([]);
    expect(await countJobs(store.db)).toMatchObject({ pending: 3, failed: 0 });
  });

  it('is sent after its worker was killed, once the lease is over', async () => {
    const { url, mails } = await inbox();
    await owe(sampleMeeting());
    await store.write((tx) =>
      claimJobs(tx, { worker: 'killed', kinds: ['mail'], now: time, leaseMs: 60_000, limit: 3 }),
    );
    const started = worker(url);
    started.wake();
    time += 60_000;
    started.wake();
    await until(settled);
    expect(mails).toHaveLength(3);
  });

  it('is sent once by two workers on one file', async () => {
    const { url, mails } = await inbox();
    const other = await openDatabase(place);
    open.push(other);
    for (let i = 0; i < 8; i += 1) await owe(sampleMeeting({ id: `mtg_${i}`, uid: `mtg_${i}@booking.example.com` }));
    worker(url);
    worker(url, other);
    await until(settled);
    expect(mails).toHaveLength(24);
    expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(24);
  });

  it('comes after the one before it about the same meeting to the same reader', async () => {
    const { url, mails } = await inbox((address, tries) =>
      address === 'ada@example.com' && tries === 1 ? { at: 'DATA', code: 450 } : null,
    );
    const meeting = sampleMeeting();
    await owe(meeting);
    await owe(cancelled(meeting, 'client', null, time), 'cancelled');
    const started = worker(url);
    await until(async () => (await late()) === 1 && mails.length === 4);
    time += 20_000;
    started.wake();
    await until(settled);
    const methods = (address: string) =>
      mails.filter(({ to }) => to[0] === address).map(({ raw }) => /method=(\w+)/.exec(raw)?.[1]);
    for (const address of ['ada@example.com', 'camille@rooms.example', 'bob@example.net']) {
      expect(methods(address)).toEqual(['REQUEST', 'CANCEL']);
    }
  });
});

describe('readOutbox', () => {
  it('shows what rests and what has gone, newest first, as it is sent', async () => {
    await owe(sampleMeeting());
    const resting = await readOutbox(ctx, compose, 10);
    expect(resting.map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
    const { url, mails } = await inbox();
    worker(url);
    await until(settled);
    const gone = await readOutbox(ctx, compose, 10);
    expect(gone.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    for (const { mail } of gone) {
      const received = mails.find(({ to }) => to[0] === mail.to.address);
      expect(received?.parsed.subject).toBe(mail.subject);
      expect(received?.parsed.html).toBe(mail.html);
    }
    const [first] = gone;
    expect(await readOutboxMail(ctx, compose, first?.id ?? '')).toEqual(first);
    expect(await readOutboxMail(ctx, compose, 'job_none')).toBeNull();
  });
});
