import { setTimeout as delay } from 'node:timers/promises';
import { book, isBooked, offeredStarts } from './booking.ts';
import { addDueReminders, type Statement } from './many-meetings.ts';
import { begin, prepare, type Running, serve } from './product.ts';
import { openSink } from './sink.ts';
import { meetingType, team } from './team.ts';

/* Reminders by the thousand, sent by processes that are killed, or by several at once. */

type Settings = Readonly<Record<string, string>>;

const DAY_MS = 86_400_000;
const PATIENCE_MS = 1_800_000;

/** What became of reminders that were all due. */
export interface Reminded {
  /** How many ought to go: one to each meeting's client. */
  readonly owed: number;
  /** How many mails the product made of them, and for how many meetings. */
  readonly mails: number;
  readonly meetings: number;
  /** How many mails came to the server, and how many of those were different ones. */
  readonly came: number;
  readonly different: number;
  /** How often a process was killed while reminders waited to be judged, and while mails waited to be sent. */
  readonly killsWhileJudging: number;
  readonly killsWhileSending: number;
}

/** Starts of meetings to come lie here, beyond what is booked. */
const firstStart = () => Math.floor(Date.now() / DAY_MS + 30) * DAY_MS;

async function bookModel(settings: Settings): Promise<string> {
  await prepare(settings, team(meetingType('lesson', { schedule: 'Always', reminderMinutes: [] })));
  const product = await serve(settings);
  const [start] = await offeredStarts(product.url, 'lesson');
  const answer = await book(product.url, 'lesson', start ?? '', 'model@example.com');
  await product.stop();
  if (!isBooked(answer)) throw new Error(`the first meeting was refused: ${JSON.stringify(answer.body)}`);
  return answer.body.meeting.id;
}

/** How many jobs of a kind are in a state; `mail` are those of reminders. */
async function jobs(ask: Statement, kind: 'reminder' | 'mail', state: 'pending' | 'done'): Promise<number> {
  const [row] = await ask(
    `select count(*) as count from jobs where kind = '${kind}' and state = '${state}' and meeting_id like 'mtg_due%'`,
  );
  return Number(row?.count);
}

/** Waits; throws when it takes too long, or when the process that would do it is gone. */
async function until(sees: () => Promise<boolean>, everyMs: number, by?: Running): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await sees())) {
    if (by && by.child.exitCode !== null) throw new Error(`serve ended:\n${by.said()}`);
    if (Date.now() > deadline) throw new Error('what was waited for did not come');
    await delay(everyMs);
  }
}

async function allSent(ask: Statement): Promise<void> {
  await until(
    async () => (await jobs(ask, 'reminder', 'pending')) === 0 && (await jobs(ask, 'mail', 'pending')) === 0,
    100,
  );
}

async function outcome(
  ask: Statement,
  owed: number,
  letters: readonly { readonly messageId: string }[],
): Promise<Omit<Reminded, `kills${string}`>> {
  const [row] = await ask(
    `select count(*) as mails, count(distinct meeting_id) as meetings from jobs
     where kind = 'mail' and state = 'done' and meeting_id like 'mtg_due%'`,
  );
  const different = new Set(letters.map(({ messageId }) => messageId)).size;
  return { owed, mails: Number(row?.mails), meetings: Number(row?.meetings), came: letters.length, different };
}

/** `count` reminders fall due at once under `processes` processes on one database. */
export async function remindTogether(
  settings: Settings,
  ask: Statement,
  { count, processes }: { readonly count: number; readonly processes: number },
): Promise<Reminded> {
  const model = await bookModel(settings);
  await addDueReminders(ask, model, { count, after: firstStart(), due: Date.now() });
  await ask(`delete from jobs where meeting_id = '${model}'`);
  const sink = await openSink();
  const sending = { ...settings, BOOKER_SMTP_URL: sink.url, BOOKER_MAIL_FROM: 'bookings@rooms.example' };
  const products = await Promise.all(Array.from({ length: processes }, () => serve(sending)));
  try {
    await allSent(ask);
  } finally {
    for (const product of products) await product.stop();
    await sink.close();
  }
  return { ...(await outcome(ask, count, sink.letters)), killsWhileJudging: 0, killsWhileSending: 0 };
}

/** Due at each kill, so that one dies among them wherever it is. */
const AT_ONCE = 60;

/** A process sends reminders, is killed, and another takes its place, `kills` times; each time there are new ones due. */
export async function remindThroughKills(settings: Settings, ask: Statement, kills: number): Promise<Reminded> {
  const model = await bookModel(settings);
  await ask(`delete from jobs where meeting_id = '${model}'`);
  const sink = await openSink();
  const sending = { ...settings, BOOKER_SMTP_URL: sink.url, BOOKER_MAIL_FROM: 'bookings@rooms.example' };
  const died = { killsWhileJudging: 0, killsWhileSending: 0 };
  let after = firstStart();
  for (let kill = 0; kill < kills; kill += 1) {
    after = await addDueReminders(ask, model, { count: AT_ONCE, after, due: Date.now() });
    const [judged, sent] = [await jobs(ask, 'reminder', 'done'), sink.letters.length];
    // Not waited for: reminders are looked for before anybody is answered.
    const running = begin(['serve'], {
      settings: { BOOKER_PUBLIC_URL: 'https://book.example', ...sending, BOOKER_PORT: '0' },
    });
    // Every other one dies at its reminders, the others at their mails, each a little further on.
    if (kill % 2 === 0) await until(async () => (await jobs(ask, 'reminder', 'done')) > judged, 1, running);
    else await until(async () => sink.letters.length > sent + (kill % 7), 1, running);
    await delay(kill % 11);
    running.child.kill('SIGKILL');
    await running.ended;
    if ((await jobs(ask, 'reminder', 'pending')) > 0) died.killsWhileJudging += 1;
    if ((await jobs(ask, 'mail', 'pending')) > 0) died.killsWhileSending += 1;
    // Two minutes pass for what dead hands hold.
    await ask('update jobs set leased_until_ms = leased_until_ms - 120000');
  }
  const last = await serve(sending);
  await allSent(ask);
  await last.stop();
  await sink.close();
  return { ...(await outcome(ask, AT_ONCE * kills, sink.letters)), ...died };
}
