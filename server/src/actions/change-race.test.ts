import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { isRefusal, refusable, type Store, type Transaction } from '../store/database.ts';
import { bookMeeting } from './book-meeting.ts';
import { expireConfirmation } from './expire-confirmation.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

/** What changes a meeting that stands, against what takes its time: two handles on one database, at the same moment. */
let team: ScratchTeam;
afterEach(() => team.dispose());

const DAY = Date.parse('2026-11-03T08:00:00Z');
const HOUR = 3_600_000;
const ROUNDS = 8;

const sessionOf = async (meetingId: string) => {
  const [row] = await team.raw('select session_id from meetings where id = $1', meetingId);
  return String(row?.session_id);
};

/** True where it went through, false where the database refused it for an overlap. */
function unlessTaken(store: Store, change: (tx: Transaction) => Promise<unknown>): Promise<boolean> {
  return store.write(async (tx) => {
    try {
      await refusable(tx, () => change(tx));
      return true;
    } catch (error) {
      if (isRefusal(error, 'claim_overlap')) return false;
      throw error;
    }
  });
}

const move = (store: Store, sessionId: string, start: number) =>
  unlessTaken(store, (tx) =>
    sql`update claims set held_from_ms = ${start}, held_to_ms = ${start + HOUR / 2} where session_id = ${sessionId}`.execute(
      tx,
    ),
  );

/** Standing meetings whose session holds nobody's time, and claims of sessions that nobody comes to. */
async function strays(): Promise<unknown[]> {
  return team.raw(`
    select id from meetings where status <> 'cancelled' and session_id not in (select session_id from claims)
    union all
    select session_id from claims where session_id not in (select session_id from meetings where status <> 'cancelled')`);
}

test('a start that two meetings are moved to, and a third is booked at, goes to one of them', async () => {
  team = await scratchTeam(scratchType('intro'));
  const other = await team.another();
  for (let round = 0; round < ROUNDS; round += 1) {
    const day = DAY + (Math.floor(round / 4) * 24 + (round % 4) * 2) * HOUR;
    const [one, two] = await Promise.all(
      [day, day + HOUR / 2].map(async (start) =>
        sessionOf((await bookMeeting(team.ctx, wish('intro', start))).meeting.id),
      ),
    );
    const won = await Promise.all([
      move(team.ctx.store, String(one), day + HOUR),
      move(other.store, String(two), day + HOUR),
      bookMeeting(other, wish('intro', day + HOUR)).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ code: 'slot_taken' });
          return false;
        },
      ),
    ]);
    expect(won.filter(Boolean)).toHaveLength(1);
  }
});

test('two meetings that are moved to each other at once are both refused, and neither waits for ever', async () => {
  team = await scratchTeam(scratchType('intro'));
  const other = await team.another();
  const [one, two] = [DAY, DAY + HOUR];
  const sessions: string[] = [];
  for (const start of [one, two])
    sessions.push(await sessionOf((await bookMeeting(team.ctx, wish('intro', start))).meeting.id));
  for (let round = 0; round < ROUNDS; round += 1) {
    const moved = await Promise.all([
      move(team.ctx.store, sessions[0] as string, two),
      move(other.store, sessions[1] as string, one),
    ]);
    expect(moved).toEqual([false, false]);
  }
});

test('a cancelled meeting that comes back, and a booking of its time, do not both get it', async () => {
  team = await scratchTeam(scratchType('intro'));
  const other = await team.another();
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = DAY + round * HOUR;
    const { meeting } = await bookMeeting(team.ctx, wish('intro', start));
    const sessionId = await sessionOf(meeting.id);
    const [claim] = await team.raw('select * from claims where session_id = $1', sessionId);
    await team.raw(
      `update meetings set status = 'cancelled', cancelled_at_ms = 1, cancelled_by = 'host' where id = $1`,
      meeting.id,
    );
    await team.raw('delete from claims where session_id = $1', sessionId);
    const [isBack, isBooked] = await Promise.all([
      unlessTaken(other.store, async (tx) => {
        await sql`insert into claims (host_id, held_from_ms, held_to_ms, session_id)
          values (${claim?.host_id}, ${claim?.held_from_ms}, ${claim?.held_to_ms}, ${sessionId})`.execute(tx);
        await sql`update meetings set status = 'confirmed', cancelled_at_ms = null, cancelled_by = null
          where id = ${meeting.id}`.execute(tx);
      }),
      bookMeeting(team.ctx, wish('intro', start)).then(
        () => true,
        () => false,
      ),
    ]);
    expect([isBack, isBooked].filter(Boolean)).toHaveLength(1);
    expect(await strays()).toEqual([]);
  }
});

test('a session whose last meeting lapses while another joins it stands with its time, or is over and a new one begins', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2, requiresConfirmation: true }));
  const other = await team.another();
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = DAY + (24 + round) * HOUR;
    const { meeting } = await bookMeeting(team.ctx, wish('group', start));
    await team.raw('update meetings set confirm_by_ms = 1 where id = $1', meeting.id);
    const [lapsed, joined] = await Promise.all([
      expireConfirmation(other, { meetingId: meeting.id }),
      bookMeeting(team.ctx, wish('group', start)),
    ]);
    expect(lapsed).toBe(true);
    expect(joined.meeting.status).toBe('scheduled');
    expect(await strays()).toEqual([]);
  }
});

test('past the product, too, no meeting joins a session whose time is being given up', async () => {
  team = await scratchTeam(scratchType('group', { capacity: 2 }));
  const other = await team.another();
  for (let round = 0; round < ROUNDS; round += 1) {
    const { meeting } = await bookMeeting(team.ctx, wish('group', DAY + round * HOUR));
    const sessionId = await sessionOf(meeting.id);
    const columns = Object.keys((await team.raw('select * from meetings where id = $1', meeting.id))[0] ?? {});
    const changed: Record<string, string> = {
      id: `id || 'x'`,
      uid: `id || 'x@book.example'`,
      seat: '2',
      status: `'confirmed'`,
      cancelled_at_ms: 'null',
      cancelled_by: 'null',
    };
    const values = columns.map((column) => changed[column] ?? column).join();
    const outcomes = await Promise.allSettled([
      team.ctx.store.write((tx) =>
        sql`insert into meetings (${sql.raw(columns.join())}) select ${sql.raw(values)} from meetings where id = ${meeting.id}`.execute(
          tx,
        ),
      ),
      other.store.write(async (tx) => {
        await sql`update meetings set status = 'cancelled', cancelled_at_ms = 1, cancelled_by = 'host' where id = ${meeting.id}`.execute(
          tx,
        );
        await sql`delete from claims where session_id = ${sessionId}`.execute(tx);
      }),
    ]);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(1);
    expect(isRefusal(refused[0]?.reason, 'session_without_claim')).toBe(true);
    expect(await strays()).toEqual([]);
  }
});
