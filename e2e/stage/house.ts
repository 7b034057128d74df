import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { copiedTables } from '../../server/src/store/copied-tables.ts';
import { openFile } from './database-file.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { forget, newFolder, type Product, serve } from './product.ts';

/*
 * A product and its mail server for several tests, one after another: to start one costs more than many a journey. Between two
 * tests its database is made what it was at first, so that each finds one of its own.
 */

/** A product that stands for a while. */
export interface House {
  readonly product: Product;
  readonly inbox: Inbox;
  /** How many tests it has been made ready for. */
  readonly guests: number;
  /** Makes data and mailboxes what they were at first, once nothing of an earlier test is under way. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

/** The settings that every product of the journeys is told. */
export function settingsOf(dataDir: string, inbox: Inbox): Record<string, string> {
  return {
    BOOKER_DATA_DIR: dataDir,
    BOOKER_SMTP_URL: inbox.url,
    BOOKER_MAIL_FROM: 'Three Rooms <bookings@three-rooms.example>',
    BOOKER_LOG_LEVEL: 'warn',
  };
}

const PATIENCE_MS = 30_000;

/** Throws where it does not come true in half a minute: a job of an earlier test does not end. */
async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('a job does not end, so the database cannot be put back');
    await delay(10);
  }
}

/** Starts one on the data in `dataDir`, which goes with it. */
export async function openHouse(dataDir: string): Promise<House> {
  const inbox = await openInbox();
  const product = await serve(settingsOf(dataDir, inbox));
  const keep = newFolder();
  const file = openFile(dataDir);
  const restore = restoring(file, await copyAtRest(file, keep));
  let guests = 0;
  return {
    product,
    inbox,
    get guests() {
      return guests;
    },
    async renew() {
      guests += 1;
      // What a page asked for as it was closed is answered before this is.
      await fetch(`${product.url}/readyz`);
      await until(restore);
      inbox.empty();
    },
    async close() {
      file.close();
      if (product.child.exitCode === null) await product.stop();
      await inbox.close();
      for (const folder of [dataDir, keep]) forget(folder);
    },
  };
}

/** Copies a database into a folder once what a product does of itself when it starts is done; answers the file. */
async function copyAtRest(file: Sqlite.Database, folder: string): Promise<string> {
  const copy = join(folder, 'first.db');
  await until(async () => {
    await file.backup(copy);
    const copied = new Sqlite(copy);
    const isDue = copied.prepare(`select 1 from jobs where state = 'pending' and run_at_ms <= ?`).get(Date.now());
    copied.close();
    return isDue === undefined;
  });
  return copy;
}

/**
 * Puts every row back as it lies in `first`, all at once; false, and nothing is done, while a job is under way. Rows go in the order
 * in which they may: a meeting before what it stands on.
 */
function restoring(file: Sqlite.Database, first: string): () => boolean {
  const names = copiedTables.map(({ name }) => name);
  file.prepare('attach ? as first').run(first);
  const underWay = file.prepare(`select 1 from jobs where state = 'pending' and leased_by is not null`).pluck();
  return file.transaction(() => {
    if (underWay.get() !== undefined) return false;
    for (const name of names.toReversed()) file.exec(`delete from main.${name}`);
    for (const name of names) file.exec(`insert into main.${name} select * from first.${name}`);
    return true;
  }).immediate;
}
