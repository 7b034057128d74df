import Sqlite from 'better-sqlite3';

const QUARTER_MS = 900_000;

/**
 * The least that a durable booking can be: opens a database with one table, under the product's own pragmas and the same guard, and answers
 * a function that inserts one row, a quarter of an hour after the last, in a transaction of its own.
 */
export function openBareBookings(file: string): () => void {
  const db = openAsProduct(file);
  db.exec(`create table bookings (
      id integer primary key, host_id integer not null, start_ms integer not null, end_ms integer not null,
      status text not null, client text not null
    ) strict;
    create index bookings_of_host on bookings (host_id, start_ms, end_ms) where status <> 'cancelled';
    create trigger no_overlap before insert on bookings when new.status <> 'cancelled' begin
      select raise(abort, 'overlap') where (
        select end_ms from bookings where host_id = new.host_id and status <> 'cancelled' and start_ms < new.end_ms
        order by start_ms desc limit 1
      ) > new.start_ms;
    end`);
  const insert = db.prepare(
    "insert into bookings (host_id, start_ms, end_ms, status, client) values (1, ?, ?, 'confirmed', 'ada@example.com')",
  );
  const one = db.transaction((start: number) => insert.run(start, start + QUARTER_MS));
  let next = 0;
  return () => {
    one.immediate(next);
    next += QUARTER_MS;
  };
}

/** A value of a row, as better-sqlite3 takes it. */
type Value = string | number | null;
type Row = Readonly<Record<string, Value>>;

/** Whatever a booking writes to, in an order that foreign keys allow at the commit; `$` is the meeting that is looked for. */
const TABLES = {
  claims: 'select * from claims where session_id = (select session_id from meetings where id = $)',
  sessions: 'select * from sessions where id = (select session_id from meetings where id = $)',
  clients: 'select * from clients where id = (select client_id from meetings where id = $)',
  meetings: 'select * from meetings where id = $',
  participants: 'select * from participants where meeting_id = $ order by role',
  jobs: 'select * from jobs where meeting_id = $ order by id',
};

/**
 * What a booking writes, and nothing around it: opens a database of the product's own (its tables, triggers and checks) that holds one meeting,
 * under its own pragmas, and answers a function that books the same again so many times, each a quarter of an hour after the last and for a new
 * client, each in a transaction of its own, by statements and with values that were made ready before. It answers how many it did a second.
 */
export function openSameBookings(file: string): (count: number) => number {
  const db = openAsProduct(file);
  const meeting = db.prepare('select id, session_id, client_id from meetings').get() as Row;
  const models = Object.entries(TABLES).map(([table, found]) => {
    const rows = db.prepare(found.replaceAll('$', `'${meeting.id}'`)).all() as Row[];
    const columns = Object.keys(rows[0] as Row).filter((column) => table !== 'jobs' || column !== 'id');
    const places = rows.map(() => `(${columns.map(() => '?').join()})`).join();
    return { rows, columns, insert: db.prepare(`insert into ${table} (${columns.join()}) values ${places}`) };
  });
  const [email] = db.prepare('select email from clients').pluck().all() as [string];
  const begin = db.prepare('begin immediate');
  const commit = db.prepare('commit');
  let copies = 0;

  function copy(): Value[][] {
    copies += 1;
    const n = copies;
    const fresh = (id: Value | undefined) => `${String(id).slice(0, 4)}z${String(n).padStart(25, '0')}`;
    const names = [meeting.id, meeting.session_id, meeting.client_id].map((id) => [String(id), fresh(id)] as const);
    const renamed = (text: string) =>
      [...names, [email, `copy-${n}-${email}`] as const].reduce(
        (now, [old, other]) => now.replaceAll(old, other),
        text,
      );
    const changed = (column: string, value: Value) => {
      if (typeof value === 'string') return renamed(value);
      return /^(start|end|held_from|held_to|run_at)_ms$/.test(column) ? (value as number) + n * QUARTER_MS : value;
    };
    return models.map(({ rows, columns }) =>
      rows.flatMap((row) => columns.map((column) => changed(column, row[column] ?? null))),
    );
  }

  return (count) => {
    const wanted = Array.from({ length: count }, copy);
    const started = performance.now();
    for (const values of wanted) {
      begin.run();
      for (const [index, { insert }] of models.entries()) insert.run(values[index]);
      commit.run();
    }
    return (count * 1000) / (performance.now() - started);
  };
}

/** Under the pragmas of the product's store. */
function openAsProduct(file: string): Sqlite.Database {
  const db = new Sqlite(file);
  db.pragma('page_size = 2048');
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 4096');
  return db;
}
