import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from '../actions/scratch-team.ts';
import { claimSession, releaseClaims } from './sessions.ts';

/** What the database refuses, whichever code writes: here by plain statements of a connection of its own. */
let team: ScratchTeam;
let meetingId: string;
const TEN = Date.parse('2026-11-03T09:00:00Z');
const HALF_HOUR = 30 * 60_000;

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'), scratchType('group', { capacity: 2 }));
  meetingId = (await bookMeeting(team.ctx, wish('intro', TEN))).meeting.id;
});
afterEach(() => team.dispose());

const raw = (statement: string, ...parameters: unknown[]) => team.raw(statement, ...parameters);
const one = async (statement: string) => (await raw(statement))[0] as Record<string, unknown>;
const count = async (table: string) => (await one(`select count(*) as n from ${table}`)).n;
const claim = (from: number, to: number, words = 'insert') =>
  raw(
    `${words} into claims (host_id, held_from_ms, held_to_ms, session_id) select host_id, $1, $2, 'ses_other' from claims limit 1`,
    from,
    to,
  );

const newSession = (start: number) =>
  raw(
    `insert into sessions (id, type_id, start_ms, end_ms, buffer_before_minutes, buffer_after_minutes, capacity, created_at_ms)
     select 'ses_other', type_id, $1, $2, 0, 0, 1, 0 from sessions limit 1`,
    start,
    start + HALF_HOUR,
  );

/** By trigger or constraint, in either database's words. */
const OVERLAP = /claim_overlap/;

test('a claim that overlaps another of the same host is refused, however it is inserted; one that touches is not', async () => {
  await newSession(TEN);
  const sqlites = ['insert or replace', 'insert or ignore', 'replace'];
  for (const words of ['insert', ...(team.engine === 'sqlite' ? sqlites : [])]) {
    await expect(claim(TEN, TEN + HALF_HOUR, words)).rejects.toThrow(OVERLAP);
    await expect(claim(TEN - HALF_HOUR, TEN + 1, words)).rejects.toThrow(OVERLAP);
    await expect(claim(TEN + 1, TEN + 2, words)).rejects.toThrow(OVERLAP);
    await expect(claim(TEN - 1, TEN + 2 * HALF_HOUR, words)).rejects.toThrow(OVERLAP);
  }
  await claim(TEN - HALF_HOUR, TEN);
});

test('a claim cannot be moved, widened or handed over into another', async () => {
  await newSession(TEN + HALF_HOUR);
  await claim(TEN + HALF_HOUR, TEN + 2 * HALF_HOUR);
  const where = `where session_id = 'ses_other'`;
  await expect(raw(`update claims set held_from_ms = held_from_ms - 1 ${where}`)).rejects.toThrow(OVERLAP);
  const orReplace = team.engine === 'sqlite' ? 'or replace' : '';
  await expect(raw(`update ${orReplace} claims set held_from_ms = ${TEN} ${where}`)).rejects.toThrow(OVERLAP);
  await expect(raw(`update claims set held_to_ms = held_to_ms + 1 where session_id <> 'ses_other'`)).rejects.toThrow(
    OVERLAP,
  );
  await raw(`update claims set held_from_ms = held_from_ms + 60000 ${where}`);
  const ben = (await one(`select id from hosts where name = 'Ben'`)).id as string;
  await raw(`update claims set host_id = '${ben}', held_from_ms = ${TEN} ${where}`);
  const claire = (await one(`select id from hosts where name = 'Claire'`)).id as string;
  await expect(raw(`update claims set host_id = '${claire}' ${where}`)).rejects.toThrow(OVERLAP);
});

test('a cancelled meeting cannot come back to a session whose time was given up', async () => {
  const { session_id: sessionId } = await one(`select session_id from meetings where id = '${meetingId}'`);
  await raw(`update meetings set status = 'cancelled', cancelled_at_ms = ${NOW}, cancelled_by = 'host'`);
  await team.ctx.store.write((tx) => releaseClaims(tx, sessionId as string));
  expect(await count('claims')).toBe(0);
  await bookMeeting(team.ctx, wish('intro', TEN));
  await expect(
    raw(
      `update meetings set status = 'confirmed', cancelled_at_ms = null, cancelled_by = null where id = '${meetingId}'`,
    ),
  ).rejects.toThrow('session_without_claim');
});

test('the claim of a standing meeting cannot be taken from under it', async () => {
  await expect(raw('delete from claims')).rejects.toThrow('session_without_claim');
  await newSession(TEN);
  await expect(raw(`update claims set session_id = 'ses_other'`)).rejects.toThrow('session_without_claim');
  const { session_id: sessionId } = await one('select session_id from claims');
  await team.ctx.store.write((tx) => releaseClaims(tx, sessionId as string));
  expect(await count('claims')).toBe(1);
});

test('a seat is given once, lies within the session, and no session has more of them than it says', async () => {
  await bookMeeting(team.ctx, wish('group', TEN + HALF_HOUR));
  const { meeting } = await bookMeeting(team.ctx, wish('group', TEN + HALF_HOUR));
  const set = (what: string) => raw(`update meetings set ${what} where id = '${meeting.id}'`);
  await expect(set('seat = 1')).rejects.toThrow(/unique/i);
  await expect(set('seat = 3')).rejects.toThrow(/check/i);
  await expect(set('seat = 3, capacity = 3')).rejects.toThrow('seat_outside_session');
  await expect(raw('update sessions set capacity = 1 where capacity = 2')).rejects.toThrow('seat_outside_session');
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
])('%s is refused', async (_, sql) => {
  await expect(raw(sql)).rejects.toThrow(/constraint|cannot store|malformed JSON|invalid input syntax/);
});

test('claiming a taken time says so and leaves nothing', async () => {
  const session = { typeId: '', start: TEN, end: TEN + HALF_HOUR, bufferBeforeMinutes: 0, bufferAfterMinutes: 0 };
  const { type_id: typeId } = await one('select type_id from sessions');
  const { host_id: hostId } = await one('select host_id from claims');
  const ben = (await one(`select id from hosts where name = 'Ben'`)).id as string;
  const taken = await team.ctx.store.write((tx) =>
    claimSession(
      tx,
      { ...session, id: 'ses_new', typeId: typeId as string, capacity: 1 },
      [ben, hostId as string],
      NOW,
    ),
  );
  expect(taken).toBe(false);
  expect(await count('claims')).toBe(1);
  expect(await count('sessions')).toBe(1);
});
