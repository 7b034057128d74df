import { setTimeout as delay } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { freePort, type Product, prepare, serve } from '../stage/product.ts';
import { openSharedDatabase, type SharedDatabase } from '../stage/shared-database.ts';
import { meetingType, team } from '../stage/team.ts';
import { sendVisitors } from '../stage/visitors.ts';
import type { Measure } from './measure.ts';

const DEATHS = 5;
const BOOKINGS_BEFORE = 40;
const JOBS = 10_000;
const WORKERS = 3;
const PATIENCE_MS = 600_000;

/** Several processes on one PostgreSQL: one is killed under load, again and again; and three share ten thousand mails. */
export async function run(): Promise<readonly Measure[]> {
  const database = await openSharedDatabase();
  try {
    await prepare(database.settings, team(meetingType('quarter', { durationsMinutes: [15], schedule: 'Always' })));
    return [await deaths(database), await mails(database)];
  } finally {
    await database.close();
  }
}

async function deaths(database: SharedDatabase): Promise<Measure> {
  const survivor = await serve(database.settings);
  const starts = (await offeredStarts(survivor.url, 'quarter', 60)).slice(1).values();
  // Whoever takes the dead one's place answers where it did.
  const settings = { ...database.settings, BOOKER_PORT: String(await freePort()) };
  let victim = await serve(settings);
  const visitors = sendVisitors([survivor.url, victim.url], 'quarter', starts);
  for (let death = 0; death < DEATHS; death += 1) {
    await visitors.more(BOOKINGS_BEFORE);
    await victim.kill();
    victim = await serve(settings);
  }
  await visitors.more(BOOKINGS_BEFORE);
  await visitors.stop();
  for (const product of [survivor, victim]) await product.stop();
  const held = new Set(await database.heldMeetings());
  const lost = [...visitors.granted.values()].filter((id) => !held.has(id)).length;
  return {
    name: `one of two processes on PostgreSQL killed ${DEATHS} times under load: of ${visitors.granted.size} granted bookings, lost`,
    value: String(lost),
    target: '0, and none answered wrongly',
    ok: lost === 0 && visitors.wrong.length === 0 && held.size === visitors.granted.size,
  };
}

async function mails(database: SharedDatabase): Promise<Measure> {
  const sink = await openSink();
  const owed = await oweMails(database);
  const settings = {
    ...database.settings,
    BOOKER_SMTP_URL: sink.url,
    BOOKER_MAIL_FROM: 'bookings@three-rooms.example',
  };
  const products: Product[] = [];
  // Due once all of them wait for it.
  for (let index = 0; index < WORKERS; index += 1) products.push(await serve(settings));
  const started = performance.now();
  await database.ask(`update jobs set run_at_ms = 0 where order_key like 'measured %'`);
  const left = async () => {
    const [row] = await database.ask<{ count: number }>(
      `select count(*)::integer as count from jobs where order_key like 'measured %' and state = 'pending'`,
    );
    return row?.count ?? 0;
  };
  for (const patience = AbortSignal.timeout(PATIENCE_MS); (await left()) > 0 && !patience.aborted; ) await delay(100);
  const rate = (owed * 1000) / (performance.now() - started);
  const workers = await database.ask<{ count: number }>(
    `select count(*)::integer as count from jobs join job_attempts on job_id = id where order_key like 'measured %' group by id having count(*) > 1`,
  );
  for (const product of products) await product.stop();
  await sink.close();
  const once = [...sink.received.values()].filter((times) => times === 1).length;
  return {
    name: `${owed} due mails over ${WORKERS} processes on PostgreSQL (${Math.round(rate)} a second): delivered exactly once`,
    value: `${once} of ${owed}`,
    target: 'all',
    ok: once === owed && sink.received.size === owed && workers.length === 0,
  };
}

/** Ten thousand mails like that of one booking, each to a mailbox of its own, due in a day. */
async function oweMails(database: SharedDatabase): Promise<number> {
  const product = await serve(database.settings);
  const [start] = await offeredStarts(product.url, 'quarter');
  const answer = await book(product.url, 'quarter', start ?? '', 'model@example.com');
  await product.stop();
  if (!isBooked(answer)) throw new Error(`the first meeting was refused: ${JSON.stringify(answer.body)}`);
  const owed = await database.ask<{ id: number }>(
    `insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms)
     select kind, replace(replace(payload, 'model@example.com', 'measured' || n || '@example.com'), '"messageId":"<', '"messageId":"<' || n || '.'),
       'measured ' || n, 'measured', 'pending', ${Date.now() + 86_400_000}::bigint, 0, created_at_ms
     from (select * from jobs where kind = 'mail' and payload::json -> 'recipient' ->> 'email' = 'model@example.com') as model,
       generate_series(1, ${JOBS}) as n
     returning id`,
  );
  await database.ask(`delete from jobs where order_key not like 'measured %'`);
  return owed.length;
}

/** A mail server that keeps nothing but how often each mailbox was written to. */
async function openSink() {
  const received = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      stream.resume().on('end', () => {
        for (const { address } of session.envelope.rcptTo) received.set(address, (received.get(address) ?? 0) + 1);
        done();
      });
    },
  });
  server.on('error', () => {});
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
