import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Invitation, readByIcalJs, readByNodeIcal } from './invitation.ts';
import { forget, newFolder } from './product.ts';

/* Calendars of people who take in what our mails bring them. */

/** What stands in a calendar. Instants are epoch milliseconds. */
export interface Entry {
  readonly uid: string;
  readonly start: number;
  readonly end: number;
  readonly title: string;
  /** It stands there crossed out, or not any more. */
  readonly isOff: boolean;
}

/** One person's calendar in one program. */
export interface Calendar {
  readonly name: string;
  /** Takes in the calendar part of a mail. */
  take(text: string): Promise<void>;
  entries(): Promise<Entry[]>;
  close(): void;
}

/** Debian's calendar program for the terminal; `npm test` installs it where it can. */
const KHAL = '/usr/bin/khal';

/** An empty calendar in each program there is. */
export function newCalendars(): Calendar[] {
  const calendars = [parsedBy('ical.js', readByIcalJs), parsedBy('node-ical', readByNodeIcal)];
  return existsSync(KHAL) ? [...calendars, openKhal()] : calendars;
}

/** What RFC 5546 has a calendar do, over a parser: the newest of each UID stands, and a cancellation crosses it out. */
function parsedBy(name: string, read: (text: string) => Invitation): Calendar {
  const known = new Map<string, Invitation>();
  return {
    name,
    async take(text) {
      const taken = read(text);
      if (taken.sequence >= (known.get(taken.uid)?.sequence ?? 0)) known.set(taken.uid, taken);
    },
    async entries() {
      return [...known.values()].map(({ uid, start, end, summary, method }) => {
        return { uid, start, end, title: summary, isOff: method === 'CANCEL' };
      });
    },
    close() {},
  };
}

/** The settings of a calendar in `folder`, all in UTC. */
const settings = (folder: string) => `
[calendars]
[[mail]]
path = ${join(folder, 'mail')}
[sqlite]
path = ${join(folder, 'khal.db')}
[locale]
local_timezone = UTC
default_timezone = UTC
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[default]
default_calendar = mail
`;

function openKhal(): Calendar {
  const folder = newFolder();
  mkdirSync(join(folder, 'mail'));
  writeFileSync(join(folder, 'config'), settings(folder));
  const khal = async (...args: string[]) => {
    const env = { PATH: process.env.PATH, HOME: folder, LC_ALL: 'C.UTF-8' };
    const { stdout } = await promisify(execFile)(KHAL, ['-c', join(folder, 'config'), ...args], { env });
    return stdout;
  };
  return {
    name: 'khal',
    async take(text) {
      const file = join(folder, 'mail.ics');
      writeFileSync(file, text);
      await khal('import', '--batch', file);
    },
    async entries() {
      const wanted = ['{uid}', '{start}', '{end}', '{title}', '{cancelled}'].join('\t');
      const listed = await khal('list', '--day-format', '', '--format', wanted, 'today', '400d');
      const lines = listed.split('\n').filter((line) => line.includes('\t'));
      return lines.map((line) => {
        const [uid = '', start = '', end = '', title = '', cancelled = ''] = line.split('\t');
        const instant = (text: string) => Date.parse(`${text.replace(' ', 'T')}:00Z`);
        return { uid, start: instant(start), end: instant(end), title, isOff: cancelled.trim() === 'CANCELLED' };
      });
    },
    close: () => forget(folder),
  };
}
