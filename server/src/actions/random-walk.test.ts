import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import { Failure } from '../domain/failures.ts';
import type { OwedMail } from '../domain/mail.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import type { Context } from './context.ts';
import { declineMeeting } from './decline-meeting.ts';
import { expireConfirmation } from './expire-confirmation.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

/** Whatever several people do to their meetings, three at a time, by two handles on one database. */
let team: ScratchTeam;
afterEach(() => team.dispose());

const DAY = Date.parse('2026-11-03T09:00:00Z');
const HALF = 1_800_000;
const HOSTS = ['claire@team.example', 'ben@team.example'];
const TYPES = [
  scratchType('solo', { durationsMinutes: [30, 60], slotIntervalMinutes: 30, maxMoves: 1000, maxGuests: 2 }),
  scratchType('group', { capacity: 2, bufferBeforeMinutes: 10, maxMoves: 1000 }),
  scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60, maxMoves: 1000, dailyLimit: 3 }),
  scratchType('any', { assignment: 'round_robin', hosts: HOSTS, maxMoves: 1000 }),
  scratchType('all', { assignment: 'collective', hosts: HOSTS, capacity: 2, maxMoves: 1000 }),
];
const SLUGS = ['solo', 'group', 'asked', 'any', 'all'];

/** A step by numbers: which of the things that can be done, to which meeting, at which start. */
interface Step {
  readonly what: 'book' | 'move' | 'grow' | 'guests' | 'cancel' | 'confirm' | 'decline' | 'lapse';
  readonly which: number;
  readonly slot: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('book' as const) },
    { weight: 6, arbitrary: fc.constant('move' as const) },
    fc.constantFrom('grow' as const, 'guests' as const, 'cancel' as const),
    fc.constantFrom('confirm' as const, 'decline' as const, 'lapse' as const),
  ),
  which: fc.nat(1000),
  slot: fc.nat(9),
});

const client = { role: 'client' } as const;
const host = { role: 'host', hostId: 'any' } as const;

async function take(ctx: Context, { what, which, slot }: Step, ids: string[]): Promise<unknown> {
  const start = DAY + slot * HALF;
  if (what === 'book' || ids.length === 0) {
    const { meeting } = await bookMeeting(ctx, wish(SLUGS[which % SLUGS.length] as string, start));
    return ids.push(meeting.id);
  }
  const meetingId = ids[which % ids.length] as string;
  const actor = which % 3 === 0 ? host : client;
  const change = (changes: object) => changeMeeting(ctx, { meetingId, actor, changes });
  switch (what) {
    case 'move':
      return change({ start });
    case 'grow':
      return change({ durationMinutes: slot % 2 === 0 ? 60 : 30 });
    case 'guests':
      return change({ guests: ['a@guest.example', 'b@guest.example'].slice(0, slot % 3) });
    case 'cancel':
      return cancelMeeting(ctx, { meetingId, actor, reason: null });
    case 'confirm':
      return confirmMeeting(ctx, { meetingId, actor: host });
    case 'decline':
      return declineMeeting(ctx, { meetingId, actor: host, reason: 'No.' });
    default:
      team.setNow(ctx.clock.now() + 1_200_000);
      return expireConfirmation(ctx, { meetingId });
  }
}

interface Row {
  readonly id: string;
  readonly uid: string;
  readonly sequence: number;
  readonly revision: number;
}

async function expectSound(earlier: Map<string, Row>): Promise<void> {
  const claims = await team.raw('select * from claims order by host_id, held_from_ms');
  for (const [i, claim] of claims.entries()) {
    const next = claims[i + 1];
    if (next?.host_id === claim.host_id) {
      expect(Number(next?.held_from_ms)).toBeGreaterThanOrEqual(Number(claim.held_to_ms));
    }
  }
  // Each standing meeting lies where its session does, which holds the time of just its hosts, buffers included.
  expect(
    await team.raw(`
      select m.id from meetings m join sessions s on s.id = m.session_id
      where m.status <> 'cancelled' and (m.start_ms <> s.start_ms or m.end_ms <> s.end_ms or m.type_id <> s.type_id
        or (select count(*) from claims c where c.session_id = s.id
              and c.held_from_ms = s.start_ms - s.buffer_before_minutes * 60000
              and c.held_to_ms = s.end_ms + s.buffer_after_minutes * 60000
              and c.host_id in (select p.host_id from participants p where p.meeting_id = m.id))
          <> (select count(*) from participants p where p.meeting_id = m.id and p.role = 'host'))`),
  ).toEqual([]);
  expect(
    await team.raw(
      `select session_id from claims where session_id not in (select session_id from meetings where status <> 'cancelled')`,
    ),
  ).toEqual([]);
  expect(
    await team.raw(
      `select session_id, seat from meetings where status <> 'cancelled' group by session_id, seat having count(*) > 1`,
    ),
  ).toEqual([]);
  for (const row of (await team.raw('select id, uid, sequence, revision from meetings')) as unknown as Row[]) {
    const before = earlier.get(row.id);
    if (before) {
      expect(row.uid).toBe(before.uid);
      expect(row.sequence).toBeGreaterThanOrEqual(before.sequence);
      expect(row.revision).toBeGreaterThanOrEqual(before.revision);
    }
    earlier.set(row.id, row);
  }
}

/** To each reader the SEQUENCE of a meeting rises with every invitation, and one that is taken back was given before. */
async function expectOrderlyMails(): Promise<void> {
  const rows = await team.raw(`select payload, order_key from jobs where kind = 'mail' order by id`);
  const last = new Map<string, OwedMail>();
  for (const row of rows) {
    const mail = JSON.parse(String(row.payload)) as OwedMail;
    if (mail.invitation === null) continue;
    const before = last.get(String(row.order_key));
    if (mail.invitation === 'CANCEL') expect(before?.invitation).toBe('REQUEST');
    expect(mail.meeting.sequence).toBeGreaterThan(before?.meeting.sequence ?? -1);
    last.set(String(row.order_key), mail);
  }
}

test('whatever is done to meetings, no time is held twice or by nobody, no seat given twice, and calendars can follow', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, step, step), { minLength: 12, maxLength: 25 }), async (batches) => {
      team = await scratchTeam(...TYPES);
      team.setNow(NOW);
      const contexts = [team.ctx, await team.another(), team.ctx];
      const ids: string[] = [];
      const earlier = new Map<string, Row>();
      try {
        for (const batch of batches) {
          const outcomes = await Promise.allSettled(batch.map((one, i) => take(contexts[i] as Context, one, ids)));
          for (const outcome of outcomes) {
            if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(Failure);
          }
          await expectSound(earlier);
        }
        await expectOrderlyMails();
      } finally {
        await team.dispose();
      }
    }),
    { numRuns: 6, endOnFailure: true },
  );
  team = await scratchTeam();
}, 120_000);
