import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { listSlots } from '../actions/list-slots.ts';
import { sendMeetingReminders } from '../actions/send-meeting-reminders.ts';
import { Failure } from '../domain/failures.ts';
import { purgeSettledJobs } from '../store/job-records.ts';
import { claimJobs, settleJob } from '../store/jobs.ts';

const DAY_MS = 86_400_000;
/** Everything was booked a few days ago. */
const BOOKED_BEFORE_MS = 4 * DAY_MS;
const WEEKS_MS = 14 * DAY_MS;

/** Who books, from where, in which language; made up. */
const CLIENTS = [
  ['Amélie Laurent', 'Europe/Paris', 'fr'],
  ['Noah Williams', 'America/New_York', 'en'],
  ['Sofia Rossi', 'Europe/Rome', 'en'],
  ['Haruto Sato', 'Asia/Tokyo', 'en'],
  ['Léa Bernard', 'Europe/Brussels', 'fr'],
  ['Oliver Smith', 'Europe/London', 'en'],
  ['Ines Ferreira', 'Europe/Lisbon', 'en'],
  ['Mia Johnson', 'America/Chicago', 'en'],
  ['Hugo Petit', 'America/Montreal', 'fr'],
  ['Anna Kowalska', 'Europe/Warsaw', 'en'],
] as const;

/** How many meetings of each type; a workshop's are seats. */
const WANTED: readonly (readonly [slug: string, count: number])[] = [
  ['intro', 16],
  ['visit', 7],
  ['project', 10],
  ['any-of-us', 12],
  ['workshop', 14],
];

const ANSWERS: Readonly<Record<string, Readonly<Record<string, string | boolean>>>> = {
  project: { place: 'Orchard Street, third floor', kind: 'An attic', owner: true },
};

/**
 * Fills the two weeks from now with meetings, each booked as a visitor would have some days ago, and sends none of their mails:
 * the outbox is empty afterwards. Answers how many there are.
 */
export async function bookDemoMeetings(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const then: Context = {
    ...ctx,
    publicUrl: ctx.publicUrl,
    clock: { ...ctx.clock, now: () => now - BOOKED_BEFORE_MS },
  };
  let booked = 0;
  for (const [slug, count] of WANTED) {
    const { starts } = await listSlots(then, { slug, from: now, to: now + WEEKS_MS });
    for (let i = 0; i < count && starts.length > 0; i += 1) {
      const start = starts[placeOf(slug, i, count, starts.length)] as number;
      if (await book(then, slug, start, booked)) booked += 1;
    }
  }
  // What they would have been reminded of by now is forgotten too.
  await sendMeetingReminders(ctx);
  await forgetMails(ctx, now);
  return booked;
}

/** Spread over the fortnight, and two of three seats of a workshop on the same date, so that sessions fill. */
function placeOf(slug: string, i: number, count: number, available: number): number {
  const step = slug === 'workshop' ? Math.floor(i / 3) * 3 : i;
  return Math.floor(((step + 0.37) / count) * available);
}

async function book(ctx: Context, slug: string, start: number, index: number): Promise<boolean> {
  const [name, timeZone, locale] = CLIENTS[index % CLIENTS.length] ?? CLIENTS[0];
  const mailbox = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(' ', '.');
  const client = { name, email: `${mailbox}@example.com` };
  const answers = ANSWERS[slug];
  try {
    await bookMeeting(ctx, { slug, start, timeZone, locale, client, ...(answers ? { answers } : {}) });
    return true;
  } catch (error) {
    // Another type has taken this host's time meanwhile: the fortnight has room enough.
    if (error instanceof Failure && error.code === 'slot_taken') return false;
    throw error;
  }
}

async function forgetMails(ctx: Context, now: number): Promise<void> {
  await ctx.store.write(async (tx) => {
    const claim = { worker: 'demo', kinds: ['mail'], now, leaseMs: 60_000, limit: 1000 };
    for (let jobs = await claimJobs(tx, claim); jobs.length > 0; jobs = await claimJobs(tx, claim)) {
      for (const job of jobs) await settleJob(tx, job, 'demo', { state: 'done' }, now - 1);
    }
    await purgeSettledJobs(tx, now, 10_000);
  });
}
