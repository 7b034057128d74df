import Sqlite from 'better-sqlite3';

const QUARTER_MS = 900_000;

/**
 * The least that a durable booking can be: opens a database with one table, under the product's own pragmas (store/database.ts) and the
 * same guard, and answers a function that inserts one row, a quarter of an hour after the last, in a transaction of its own.
 */
export function openBareBookings(file: string): () => void {
  const db = new Sqlite(file);
  db.pragma('page_size = 2048');
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.pragma('foreign_keys = on');
  db.pragma('cache_size = -32768');
  db.pragma('wal_autocheckpoint = 4096');
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
