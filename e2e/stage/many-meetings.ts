import { openFile } from './database-file.ts';
import type { SharedDatabase } from './shared-database.ts';

/* Meetings by the thousand, past and to come, written beside the program in words that SQLite and PostgreSQL both know. */

/** Runs a statement and answers its rows; it takes no values. */
export type Statement = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/** What a database is asked through: SQLite's file in a data folder, or a PostgreSQL. */
export function onSqlite(dataDir: string): Statement {
  return async (sql) => {
    const file = openFile(dataDir);
    try {
      const statement = file.prepare(sql);
      if (statement.reader) return statement.all() as Record<string, unknown>[];
      statement.run();
      return [];
    } finally {
      file.close();
    }
  };
}

export const onPostgres =
  (database: SharedDatabase): Statement =>
  (sql) =>
    database.ask(sql);

const APART_MS = 45 * 60_000;

/**
 * `count` completed meetings like `model` (an id), for its client with its host, half an hour each, every 45 minutes backwards from `before`
 * (epoch milliseconds); answers the instant before which nothing was written. Everything that a booking wrote stands with each.
 */
export async function addPastMeetings(ask: Statement, model: string, count: number, before: number): Promise<number> {
  const start = `${before} - cast(place.n as bigint) * ${APART_MS}`;
  await copyMeeting(ask, model, { count, tag: `past${model.slice(-6)}`, start, changes: { status: `'completed'` } });
  return before - (count + 1) * APART_MS;
}

/**
 * The same of meetings to come, every 45 minutes from `after` on, each with one reminder that was due in the minute before `due` (epoch
 * milliseconds); answers the instant after which nothing was written.
 */
export async function addDueReminders(
  ask: Statement,
  model: string,
  { count, after, due }: { readonly count: number; readonly after: number; readonly due: number },
): Promise<number> {
  const tag = `due${after.toString(36)}`;
  const start = `${after} + cast(place.n as bigint) * ${APART_MS}`;
  const minutes = `'[' || ((${start} - ${due}) / 60000 + 1) || ']'`;
  await copyMeeting(ask, model, { count, tag, start, changes: { reminder_minutes: minutes } });
  await ask(
    `insert into jobs (kind, payload, order_key, dedupe_key, state, run_at_ms, attempts, created_at_ms, meeting_id)
     select 'reminder', '{"meetingId":"' || id || '"}', id || ' reminder', '1', 'pending', ${due} - 60000, 0, ${due} - 60000, id
     from meetings where id like 'mtg_${tag}%'`,
  );
  return after + (count + 1) * APART_MS;
}

/** Copies of a meeting, numbered from 1: `start` and the meeting's other `changes` are SQL in which `place.n` is the number. */
interface Copies {
  readonly count: number;
  readonly tag: string;
  readonly start: string;
  readonly changes: Readonly<Record<string, string>>;
}

async function copyMeeting(ask: Statement, model: string, { count, tag, start, changes }: Copies): Promise<void> {
  const place = `(with recursive place(n) as (select 1 union all select n + 1 from place where n < ${count}) select n from place) as place`;
  const id = (prefix: string) => `'${prefix}_${tag}x' || place.n`;
  const span = { start_ms: start, end_ms: `${start} + 1800000` };
  const session = `(select session_id from meetings where id = '${model}')`;
  const copies = [
    { table: 'sessions', model: `id = ${session}`, changes: { id: id('ses'), ...span } },
    {
      table: 'claims',
      model: `session_id = ${session}`,
      changes: { session_id: id('ses'), held_from_ms: start, held_to_ms: span.end_ms },
    },
    {
      table: 'meetings',
      model: `id = '${model}'`,
      changes: {
        id: id('mtg'),
        uid: `${id('mtg')} || '@three-rooms.example'`,
        session_id: id('ses'),
        ...span,
        ...changes,
      },
    },
    { table: 'participants', model: `meeting_id = '${model}'`, changes: { meeting_id: id('mtg') } },
  ];
  for (const { table, model: which, changes: changed } of copies) {
    const [row] = await ask(`select * from ${table} where ${which}`);
    const columns = Object.keys(row ?? {});
    const values = columns.map((name) => (changed as Record<string, string>)[name] ?? `model."${name}"`);
    await ask(
      `insert into ${table} (${columns.map((name) => `"${name}"`)})
       select ${values} from (select * from ${table} where ${which}) as model, ${place}`,
    );
  }
  await ask('analyze');
}
