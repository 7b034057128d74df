import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { openFile } from '../stage/database-file.ts';
import { forget, newFolder, serve } from '../stage/product.ts';
import { fillDatabase } from './filled-database.ts';
import type { Measure } from './measure.ts';

const DAY_MS = 86_400_000;
/** Half of them lie ahead, but for a few thousand too soon. */
const MEETINGS = 210_000;
const DUE = 5_000;
const IDLE_MS = 40_000;
/** What the program does besides at its start is over by then. */
const SETTLING_MS = 25_000;
/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/** What a process costs while 100,000 reminders wait, in percent of a core; and how many are sent a second once 5,000 are due. */
export async function run(): Promise<readonly Measure[]> {
  const dataDir = newFolder();
  const start = Math.floor(Date.now() / DAY_MS + 1) * DAY_MS;
  await fillDatabase(dataDir, MEETINGS, { start, end: start + 30 * DAY_MS });
  const waiting = setUp(dataDir);
  const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'warn' });
  try {
    await delay(SETTLING_MS);
    const before = usedMs(product.child.pid);
    await delay(IDLE_MS);
    const percent = ((usedMs(product.child.pid) - before) / IDLE_MS) * 100;
    const perSecond = await sendDue(dataDir);
    return [
      {
        name: `an idle process, ${waiting} reminders waiting`,
        value: `${percent.toFixed(2)} %`,
        target: '≤ 0.5 % of a core',
        ok: percent <= 0.5,
      },
      {
        name: 'reminders judged, sent and settled',
        value: `${Math.round(perSecond)} a second`,
        target: '≥ 100 a second',
        ok: perSecond >= 100,
      },
    ];
  } finally {
    await product.stop();
    forget(dataDir);
  }
}

/** A reminder a day before each meeting that lies more than two days ahead, as its booking would have written it; answers how many. */
function setUp(dataDir: string): number {
  const db = openFile(dataDir);
  db.exec(`delete from jobs`);
  const { changes } = db
    .prepare(
      `insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms, meeting_id)
      select 'reminder', '{"meetingId":"' || id || '"}', id || ' reminder', '1', 'pending', start_ms - 86400000, 0, 0, id
      from meetings where status = 'confirmed' and start_ms > ?`,
    )
    .run(Date.now() + 2 * DAY_MS);
  db.close();
  return changes;
}

/** Makes 5,000 of them due, and answers how many a second are settled. */
async function sendDue(dataDir: string): Promise<number> {
  const db = openFile(dataDir);
  const now = Date.now();
  db.prepare(
    `update meetings set reminder_minutes = json_array((start_ms - ?) / 60000 + 1)
    where id in (select meeting_id from jobs where kind = 'reminder' and state = 'pending' order by id limit ?)`,
  ).run(now, DUE);
  db.prepare(
    `update jobs set run_at_ms = ? where id in (select id from jobs where kind = 'reminder' and state = 'pending' order by id limit ?)`,
  ).run(now - 120_000, DUE);
  const settled = db.prepare(
    `select count(*) as count, max(settled_at_ms) - min(settled_at_ms) as took from jobs where kind = 'reminder' and state = 'done'
    and payload like '%"sent"%'`,
  );
  for (const deadline = Date.now() + 120_000; ; await delay(500)) {
    const { count, took } = settled.get() as { count: number; took: number };
    if (count < DUE && Date.now() < deadline) continue;
    db.close();
    if (count !== DUE) throw new Error(`${count} of ${DUE} reminders were sent`);
    return (count / took) * 1000;
  }
}

function usedMs(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
