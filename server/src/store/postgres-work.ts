import { EventEmitter } from 'node:events';
import pg from 'pg';

/** One for all processes on a database. */
const CHANNEL = 'meeting_booker_work';
/** Work that comes together is announced once. */
const GATHER_MS = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** News of work among the processes on one database, over LISTEN and NOTIFY. */
export interface WorkChannel {
  announce(): void;
  onWork(hear: () => void): void;
  close(): Promise<void>;
}

/**
 * Opens the channel on a connection of its own, and again whenever it is lost; then everyone here is told, for something may have been missed.
 * News go out by themselves, not within a transaction: PostgreSQL commits those that notify one after another
 * (https://www.postgresql.org/docs/current/sql-notify.html).
 */
export function openWorkChannel(url: string): WorkChannel {
  const work = new EventEmitter();
  let client: pg.Client | null = null;
  let isClosed = false;
  let wait = FIRST_WAIT_MS;
  let again: NodeJS.Timeout | undefined;
  let gathering: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const fresh = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'meeting-booker work',
      connectionTimeoutMillis: 5_000,
    });
    fresh.on('notification', () => work.emit('work'));
    fresh.on('error', () => lose(fresh));
    fresh.on('end', () => lose(fresh));
    try {
      await fresh.connect();
      await fresh.query(`listen ${CHANNEL}`);
    } catch {
      lose(fresh, true);
      return;
    }
    if (isClosed) {
      await fresh.end();
      return;
    }
    client = fresh;
    wait = FIRST_WAIT_MS;
    work.emit('work');
  }

  function lose(lost: pg.Client, neverOpened = false): void {
    if (lost !== client && !neverOpened) return;
    client = null;
    lost.end().catch(() => {});
    if (isClosed) return;
    clearTimeout(again);
    again = setTimeout(() => void connect(), wait).unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  const opening = connect();
  return {
    announce() {
      work.emit('work');
      gathering ??= setTimeout(() => {
        gathering = undefined;
        // Lost news cost a poll's time, no more.
        client?.query(`notify ${CHANNEL}`).catch(() => {});
      }, GATHER_MS).unref();
    },
    onWork: (hear) => void work.on('work', hear),
    async close() {
      isClosed = true;
      work.removeAllListeners();
      clearTimeout(again);
      clearTimeout(gathering);
      await opening;
      await client?.end();
    },
  };
}
