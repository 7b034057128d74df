import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import type { CopiedRows } from '../actions/copy-database.ts';
import { readSetting } from '../config.ts';
import type { DatabasePlace } from '../store/open-database.ts';

/** Between two lines about one table. */
const ROWS_A_LINE = 20_000;

interface Flags {
  readonly from?: string;
  readonly to?: string;
}

/** `copy`: everything from one database into another, of either kind. */
export function copyCommand(): Command {
  return new Command('copy')
    .summary('copy everything into another database, SQLite or PostgreSQL')
    .description(
      'Copies every host, meeting, mail and link of one database into another, empty one, and compares both at the end. ' +
        'Stop every server on both first. Stopped or killed, the same command goes on where it was; until it is through, ' +
        'nothing else starts on the target. The source is only read, and stays as it is.\n\n' +
        'A database is sqlite:PATH or postgres://user:password@hostname:5432/name. Where --from or --to is left out, it is ' +
        'the one of BOOKER_DATABASE_URL or BOOKER_DATABASE_URL_FILE, so that no password need stand on the command line.',
    )
    .option('--from <database>', 'where everything is [BOOKER_DATABASE_URL]')
    .option('--to <database>', 'where it shall be [BOOKER_DATABASE_URL]')
    .addHelpText(
      'after',
      `
Examples:
  $ BOOKER_DATABASE_URL_FILE=/run/secrets/database meeting-booker copy --from sqlite:/var/lib/booker/meeting-booker.db
  $ BOOKER_DATABASE_URL_FILE=/run/secrets/database meeting-booker copy --to sqlite:/var/lib/booker/meeting-booker.db
  $ meeting-booker copy --from sqlite:data/meeting-booker.db --to postgres://booker@localhost/booker`,
    )
    .action(async (flags: Flags, command: Command) => {
      const misused = (words: string) => command.error(`error: ${words}`, { exitCode: 2 });
      if (!flags.from && !flags.to) return misused('give --from or --to, or both');
      const from = readPlace(flags.from);
      const to = readPlace(flags.to);
      // What was given may hold a password, and is not repeated.
      if (from === null) return misused(wrong('--from', flags.from));
      if (to === null) return misused(wrong('--to', flags.to));
      await copy(from, to);
    });
}

async function copy(from: DatabasePlace, to: DatabasePlace): Promise<void> {
  const [{ copyDatabase }, { fingerprintOf }, { placeName }] = await Promise.all([
    import('../actions/copy-database.ts'),
    import('../actions/hold-secret.ts'),
    import('../store/open-database.ts'),
  ]);
  const { tables, fingerprint } = await copyDatabase({ from, to, report: reporter() });
  const isRight = (secret: string) => fingerprintOf(Buffer.from(secret)) === fingerprint;
  process.stdout.write(
    `${tableOf(tables)}\nEverything in ${placeName(to)} is as in ${placeName(from)}.\n` +
      `Serve it from now on, and the other no more, with:\n${[place(to), secret(from, isRight)].map((line) => `  ${line}\n`).join('')}`,
  );
}

/** Null: it is neither. Nothing given is the environment's. */
function readPlace(text: string | undefined): DatabasePlace | null {
  if (text?.startsWith('sqlite:'))
    return text.length > 'sqlite:'.length ? { file: text.slice('sqlite:'.length) } : null;
  const environment = text ? { BOOKER_DATABASE_URL: text } : undefined;
  try {
    const url = readSetting('databaseUrl', environment);
    return url === null ? null : { url };
  } catch (error) {
    if (text) return null;
    throw error;
  }
}

function wrong(flag: string, text: string | undefined): string {
  if (!text) return `give ${flag}, or set BOOKER_DATABASE_URL or BOOKER_DATABASE_URL_FILE`;
  return `${flag} must be sqlite:PATH or postgres://user:password@hostname:5432/name`;
}

/** Says on standard error where it is, seldom enough to be read. */
function reporter(): (table: string, rows: number) => void {
  const told = new Map<string, number>();
  return (table, rows) => {
    const lines = Math.floor(rows / ROWS_A_LINE);
    if (lines <= (told.get(table) ?? 0)) return;
    told.set(table, lines);
    process.stderr.write(`${table}: ${rows} rows\n`);
  };
}

function tableOf(tables: readonly CopiedRows[]): string {
  const lines = [
    ['table', 'rows', 'checksum'],
    ...tables.map((t) => [t.table, String(t.rows), t.checksum.slice(0, 16)]),
  ];
  return lines.map(([name = '', rows = '', sum]) => `${name.padEnd(20)}${rows.padStart(10)}  ${sum}\n`).join('');
}

function place(to: DatabasePlace): string {
  if ('url' in to) return 'BOOKER_DATABASE_URL (or BOOKER_DATABASE_URL_FILE) for the new database';
  const name = basename(to.file);
  const rename = name === 'meeting-booker.db' ? '' : `, in which ${name} must be called meeting-booker.db`;
  return `BOOKER_DATA_DIR=${dirname(resolve(to.file))}${rename}, and no BOOKER_DATABASE_URL`;
}

/** Which secret opens the links in the mails that were sent. */
function secret(from: DatabasePlace, isRight: (secret: string) => boolean): string {
  const set = readSetting('secret');
  if (set !== null && isRight(set)) return 'BOOKER_SECRET (or BOOKER_SECRET_FILE) as it is set now';
  const file = 'file' in from ? join(dirname(resolve(from.file)), 'secret') : null;
  if (file && existsSync(file) && isRight(readFileSync(file, 'utf8').trim())) return `BOOKER_SECRET_FILE=${file}`;
  return 'BOOKER_SECRET (or BOOKER_SECRET_FILE) as it was, or the links in sent mails open no more';
}
