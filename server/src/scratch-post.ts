import type { Context } from './actions/context.ts';
import { deliverMail } from './actions/deliver-mail.ts';
import type { Clock } from './clock.ts';
import { mailJob } from './domain/mail.ts';
import { MAIL_CURVE } from './jobs/back-off.ts';
import { startWorker, type Worker } from './jobs/worker.ts';
import { mailComposer } from './notify/mail-composer.ts';
import { type SmtpOptions, smtpMailer } from './notify/mailer.ts';
import { sampleMails } from './notify/sample-meeting.ts';
import { scratchInbox } from './notify/scratch-inbox.ts';
import type { Store } from './store/database.ts';
import { countJobs } from './store/job-records.ts';
import { enqueueJobs } from './store/jobs.ts';
import { openDatabase } from './store/open-database.ts';
import { scratchStore } from './store/scratch-store.ts';

const FROM = { name: 'Three Rooms', address: 'booking@rooms.example' };
const publicUrl = 'https://booking.example.com';
const compose = mailComposer({ publicUrl, mailFrom: FROM.address });

/** For tests: mails that are owed, and what sends them, on a database of their own with a clock of their own. */
export type ScratchPost = Awaited<ReturnType<typeof scratchPost>>;

/** Opens one; `close` ends whatever was begun. The clock stands until `pass`. */
export async function scratchPost() {
  let time = 1_800_000_000_000;
  const clock: Clock = { now: () => time, randomBytes: (size) => crypto.getRandomValues(new Uint8Array(size)) };
  const { store, place, raw, dispose } = await scratchStore();
  const ctx: Context = { store, clock, secret: new Uint8Array(32).fill(7), publicUrl, wakeWorker: () => undefined };
  const open: { close(): unknown }[] = [{ close: dispose }];
  const workers: Worker[] = [];
  function worker(url: string, { from = store, ...more }: Partial<Omit<SmtpOptions, 'from'>> & { from?: Store } = {}) {
    const mailer = smtpMailer({ url, from: FROM, ...more });
    const here = { ...ctx, store: from };
    const started = startWorker({
      store: from,
      clock,
      pollMs: 10,
      leaseMs: 60_000,
      curves: { mail: MAIL_CURVE },
      run: { mail: (payload, signal) => deliverMail(here, { compose, mailer }, payload, signal) },
    });
    workers.push(started);
    open.push(mailer, { close: () => started.stop() });
    return started;
  }
  return {
    ctx,
    store,
    raw,
    compose,
    worker,
    now: () => time,
    /** Time passes, in milliseconds, and every worker looks. */
    pass(ms: number) {
      time += ms;
      for (const one of workers) one.wake();
    },
    owe(...given: Parameters<typeof sampleMails>) {
      const jobs = sampleMails(...given).map((mail) => mailJob(mail, time));
      return store.write((tx) => enqueueJobs(tx, jobs, clock));
    },
    async inbox(...given: Parameters<typeof scratchInbox>) {
      const received = await scratchInbox(...given);
      open.push(received);
      return received;
    },
    /** The same database, as another process has it. */
    async again(): Promise<Store> {
      const other = await openDatabase(place);
      open.push(other);
      return other;
    },
    settled: async () => (await countJobs(store.db)).pending === 0,
    late: async () => (await countJobs(store.db)).late,
    async close() {
      for (const one of open.splice(0).reverse()) await one.close();
    },
  };
}
