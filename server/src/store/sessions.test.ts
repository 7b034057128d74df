import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from '../actions/scratch-team.ts';
import { claimSession, releaseClaims } from './sessions.ts';

/** What the database refuses, whichever code writes: here by plain statements of a connection of its own. */
let team: ScratchTeam;
let database: Sqlite.Database;
let meetingId: string;
const TEN = Date.parse('2026-11-03T09:00:00Z');
const HALF_HOUR = 30 * 60_000;

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'), scratchType('group', { capacity: 2 }));
  meetingId = (await bookMeeting(team.ctx, wish('intro', TEN))).meeting.id;
  database = new Sqlite(team.file);
  database.pragma('foreign_keys = on');
});
afterEach(async () => {
  database.close();
  await team.dispose();
});

const one = (sql: string) => database.prepare(sql).get() as Record<string, unknown>;
const claim = (from: number, to: number, words = 'insert') =>
  database
    .prepare(
      `${words} into claims (host_id, held_from_ms, held_to_ms, session_id) select host_id, ?, ?, 'ses_other' from claims limit 1`,
    )
    .run(from, to);

function newSession(start: number): void {
  database
    .prepare(`insert into sessions select 'ses_other', type_id, ?, ?, 0, 0, 1, 0 from sessions limit 1`)
    .run(start, start + HALF_HOUR);
}

test('a claim that overlaps another of the same host is refused, however it is inserted; one that touches is not', () => {
  newSession(TEN);
  for (const words of ['insert', 'insert or replace', 'insert or ignore', 'replace']) {
    expect(() => claim(TEN, TEN + HALF_HOUR, words)).toThrow('claim_overlap');
    expect(() => claim(TEN - HALF_HOUR, TEN + 1, words)).toThrow('claim_overlap');
    expect(() => claim(TEN + 1, TEN + 2, words)).toThrow('claim_overlap');
    expect(() => claim(TEN - 1, TEN + 2 * HALF_HOUR, words)).toThrow('claim_overlap');
  }
  claim(TEN - HALF_HOUR, TEN);
});

test('a claim cannot be moved, widened or handed over into another', () => {
  newSession(TEN + HALF_HOUR);
  claim(TEN + HALF_HOUR, TEN + 2 * HALF_HOUR);
  const where = `where session_id = 'ses_other'`;
  expect(() => database.exec(`update claims set held_from_ms = held_from_ms - 1 ${where}`)).toThrow('claim_overlap');
  expect(() => database.exec(`update or replace claims set held_from_ms = ${TEN} ${where}`)).toThrow('claim_overlap');
  expect(() => database.exec(`update claims set held_to_ms = held_to_ms + 1 where session_id <> 'ses_other'`)).toThrow(
    'claim_overlap',
  );
  database.exec(`update claims set held_from_ms = held_from_ms + 60000 ${where}`);
  const ben = one(`select id from hosts where name = 'Ben'`).id as string;
  database.exec(`update claims set host_id = '${ben}', held_from_ms = ${TEN} ${where}`);
  const claire = one(`select id from hosts where name = 'Claire'`).id as string;
  expect(() => database.exec(`update claims set host_id = '${claire}' ${where}`)).toThrow('claim_overlap');
});

test('a cancelled meeting cannot come back to a session whose time was given up', async () => {
  const { session_id: sessionId } = one(`select session_id from meetings where id = '${meetingId}'`);
  database.exec(`update meetings set status = 'cancelled', cancelled_at_ms = ${NOW}, cancelled_by = 'host'`);
  await team.ctx.store.write((tx) => releaseClaims(tx, sessionId as string));
  expect(one('select count(*) as n from claims')).toEqual({ n: 0 });
  await bookMeeting(team.ctx, wish('intro', TEN));
  expect(() =>
    database.exec(
      `update meetings set status = 'confirmed', cancelled_at_ms = null, cancelled_by = null where id = '${meetingId}'`,
    ),
  ).toThrow('session_without_claim');
});

test('the claim of a standing meeting cannot be taken from under it', async () => {
  expect(() => database.exec('delete from claims')).toThrow('session_without_claim');
  newSession(TEN);
  expect(() => database.exec(`update claims set session_id = 'ses_other'`)).toThrow('session_without_claim');
  await team.ctx.store.write((tx) => releaseClaims(tx, one('select session_id from claims').session_id as string));
  expect(one('select count(*) as n from claims')).toEqual({ n: 1 });
});

test('a seat is given once, lies within the session, and no session has more of them than it says', async () => {
  await bookMeeting(team.ctx, wish('group', TEN + HALF_HOUR));
  const { meeting } = await bookMeeting(team.ctx, wish('group', TEN + HALF_HOUR));
  const set = (what: string) => () => database.exec(`update meetings set ${what} where id = '${meeting.id}'`);
  expect(set('seat = 1')).toThrow(/UNIQUE/);
  expect(set('seat = 3')).toThrow(/CHECK/);
  expect(set('seat = 3, capacity = 3')).toThrow('seat_outside_session');
  expect(() => database.exec('update sessions set capacity = 1 where capacity = 2')).toThrow('seat_outside_session');
});

test.each([
  ['a span that ends before it starts', 'update sessions set end_ms = start_ms'],
  ['a claim of no length', 'update claims set held_to_ms = held_from_ms'],
  ['a claim beyond three days', 'update claims set held_to_ms = held_from_ms + 259200001'],
  ['a state that is none', `update meetings set status = 'accepted'`],
  ['a cancellation without its time', `update meetings set status = 'cancelled', cancelled_by = 'host'`],
  ['a text where a number stands', `update sessions set start_ms = 'noon'`],
  ['a JSON column without JSON', `update meetings set location = '{'`],
  ['a truth value of two', 'update meeting_types set active = 2'],
  ['a UID of another meeting', `update meetings set uid = 'mtg_other@book.example'`],
  ['a meeting of nobody', `update meetings set client_id = 'cli_nobody'`],
])('%s is refused', (_, sql) => {
  expect(() => database.exec(sql)).toThrow(/constraint failed|cannot store|malformed JSON/);
});

test('claiming a taken time says so and leaves nothing', async () => {
  const session = { typeId: '', start: TEN, end: TEN + HALF_HOUR, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  const { type_id: typeId } = one('select type_id from sessions');
  const { host_id: hostId } = one('select host_id from claims');
  const ben = one(`select id from hosts where name = 'Ben'`).id as string;
  const taken = await team.ctx.store.write((tx) =>
    claimSession(
      tx,
      { ...session, id: 'ses_new', typeId: typeId as string, capacity: 1 },
      [ben, hostId as string],
      NOW,
    ),
  );
  expect(taken).toBe(false);
  expect(one('select count(*) as n from claims')).toEqual({ n: 1 });
  expect(one('select count(*) as n from sessions')).toEqual({ n: 1 });
});
