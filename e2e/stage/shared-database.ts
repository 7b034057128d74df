import { randomUUID } from 'node:crypto';
import { onDatabase, type ScratchPostgres, startPostgres } from '../../server/src/store/scratch-postgres.ts';
import { newFolder } from './product.ts';

/* A PostgreSQL of one test's own, which it may cut off, end and fill, for as many processes as it likes. */

/** A database that several processes share. */
export interface SharedDatabase {
  readonly server: ScratchPostgres;
  /** What a process on it is told; give `BOOKER_DATABASE_URL` otherwise for one that goes another way. */
  readonly settings: Readonly<Record<string, string>>;
  /** Its address, by way of another port where one is given. */
  url(port?: number): string;
  /** Asks it past the program; answers the rows. */
  ask<Row extends object>(statement: string, ...values: unknown[]): Promise<Row[]>;
  /** Asks it several things past the program over one connection. */
  session<T>(run: (ask: SharedDatabase['ask']) => Promise<T>): Promise<T>;
  /** The ids of all meetings that hold their seat. */
  heldMeetings(): Promise<string[]>;
  /** Ends the server and erases it. */
  close(): Promise<void>;
}

/** Starts a server, by default one that a crash costs nothing it committed, and makes an empty database on it. */
export async function openSharedDatabase(wishes?: Parameters<typeof startPostgres>[0]): Promise<SharedDatabase> {
  const server = await startPostgres(wishes);
  const folder = newFolder();
  const name = `booker_${randomUUID().replaceAll('-', '')}`;
  const url = (port = server.port) => `postgres://booker@127.0.0.1:${port}/${name}`;
  await onDatabase(`${server.url}/postgres`, (client) => client.query(`create database ${name}`));
  const session: SharedDatabase['session'] = (run) =>
    onDatabase(url(), (client) => run(async (statement, ...values) => (await client.query(statement, values)).rows));
  const ask: SharedDatabase['ask'] = (statement, ...values) => session((one) => one(statement, ...values));
  return {
    server,
    settings: {
      BOOKER_DATABASE_URL: url(),
      BOOKER_DATA_DIR: folder,
      BOOKER_SECRET: randomUUID(),
      BOOKER_RATE_LIMIT: 'off',
      BOOKER_LOG_LEVEL: 'warn',
    },
    url,
    ask,
    session,
    async heldMeetings() {
      const rows = await ask<{ id: string }>(`select id from meetings where status <> 'cancelled'`);
      return rows.map(({ id }) => id);
    },
    async close() {
      await server.stop();
    },
  };
}
