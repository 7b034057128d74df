import { describe, expect, it } from 'vitest';
import { sampleClient, sampleGuest, sampleHost, sampleMeeting } from '../notify/sample-meeting.ts';
import type { Meeting } from './meeting.ts';
import {
  cancelled,
  changed,
  changesOpen,
  confirmed,
  type MeetingEdits,
  withNoShow,
  withResponse,
} from './meeting-changes.ts';

const HOUR = 3_600_000;
const { start, end } = sampleMeeting();
const rules = { active: true, changeNoticeMinutes: 60, maxMoves: 2 };

describe('changesOpen', () => {
  const open = (now: number, change: Partial<Meeting> = {}, type: Partial<typeof rules> = {}) =>
    changesOpen(sampleMeeting(change), { ...rules, ...type }, now);

  it('lets a client move and cancel up to the notice, to the last millisecond', () => {
    const until = start - HOUR;
    expect(open(until)).toEqual({ canMove: true, canCancel: true, reason: null, until, movesLeft: 2 });
    expect(open(until + 1)).toMatchObject({ canMove: false, canCancel: false, reason: 'notice_passed', until });
  });

  it('tells a meeting that has begun from one that is too near', () => {
    expect(open(start - 1, {}, { changeNoticeMinutes: 0 })).toMatchObject({ canMove: true, canCancel: true });
    expect(open(start, {}, { changeNoticeMinutes: 0 })).toMatchObject({ canCancel: false, reason: 'begun' });
    expect(open(end)).toMatchObject({ reason: 'closed', until: null });
  });

  it('lets a client still cancel who may not move any more', () => {
    expect(open(0, { moves: 2 })).toMatchObject({
      canMove: false,
      canCancel: true,
      reason: 'moves_used_up',
      movesLeft: 0,
    });
    expect(open(0, { moves: 5 }).movesLeft).toBe(0);
    expect(open(0, {}, { active: false })).toMatchObject({ canMove: false, canCancel: true, reason: 'type_off' });
  });

  it.each(['cancelled', 'completed', 'no_show'] as const)('closes what is %s', (status) => {
    expect(open(0, { status })).toMatchObject({ canMove: false, canCancel: false, reason: 'closed' });
  });
});

describe('changed', () => {
  const terms = {
    by: 'client' as const,
    now: 5,
    rules: { requiresConfirmation: false, confirmationDeadlineMinutes: 30 },
  };
  const before = sampleMeeting();

  it('is the very same meeting where nothing differs', () => {
    const edits: MeetingEdits = {
      start,
      durationMinutes: 30,
      title: before.title,
      location: { label: 'Video call', kind: 'video' },
      guests: ['BOB@example.net'],
      answers: before.answers.map((answer) => ({ ...answer })),
      reminderMinutes: [1440, 60],
    };
    expect(changed(before, edits, terms)).toBe(before);
  });

  const shown: [string, MeetingEdits][] = [
    ['the start', { start: start + HOUR }],
    ['the length', { durationMinutes: 45 }],
    ['the title', { title: 'Plans' }],
    ['the description', { description: '' }],
    ['the place', { location: { kind: 'phone' }, joinUrl: null }],
    ['the guests', { guests: [] }],
  ];
  const hidden: [string, MeetingEdits][] = [
    ['the zone', { timeZone: 'Asia/Tokyo' }],
    ['the answers', { answers: [] }],
    ['the reminders', { reminderMinutes: [] }],
  ];
  it.each([
    ...shown.map(([what, edits]) => [what, edits, 1] as const),
    ...hidden.map(([what, edits]) => [what, edits, 0] as const),
  ])('keeps the UID, raises the revision, and SEQUENCE as the invitation shows it: %s', (_, edits, raised) => {
    const after = changed(before, edits, terms);
    expect(after).toMatchObject({ id: before.id, uid: before.uid, revision: 2, sequence: raised, updatedAt: 5 });
  });

  it('moves the end with the start and the length, and counts the moves of clients alone', () => {
    expect(changed(before, { start: start + HOUR }, terms)).toMatchObject({ end: end + HOUR, moves: 1 });
    expect(changed(before, { durationMinutes: 60 }, terms)).toMatchObject({ start, end: start + HOUR, moves: 1 });
    expect(changed(before, { start: start + HOUR }, { ...terms, by: 'host' }).moves).toBe(0);
    expect(changed(before, { title: 'Plans' }, terms).moves).toBe(0);
  });

  it('awaits the host again after a move of the client’s where the type asks for that, until the deadline or the start', () => {
    const asks = { ...terms, rules: { ...terms.rules, requiresConfirmation: true } };
    const moved = changed(before, { start: start + HOUR }, asks);
    expect(moved).toMatchObject({ status: 'scheduled', confirmBy: 5 + HOUR / 2, invited: true });
    expect(moved.participants.map(({ response }) => response)).toEqual([
      'needs_action',
      'needs_action',
      'needs_action',
    ]);
    const late = { ...asks, rules: { ...asks.rules, confirmationDeadlineMinutes: 10_000_000_000 } };
    expect(changed(before, { start: start + HOUR }, late).confirmBy).toBe(start + HOUR);
    expect(changed(before, { title: 'Plans' }, asks)).toMatchObject({ status: 'confirmed', confirmBy: null });
    expect(changed(before, { start: start + HOUR }, { ...asks, by: 'host' }).status).toBe('confirmed');
    const awaiting = sampleMeeting({ status: 'scheduled', confirmBy: 9 });
    expect(changed(awaiting, { start: start + HOUR }, terms)).toMatchObject({
      status: 'scheduled',
      confirmBy: 5 + HOUR / 2,
    });
  });

  it('keeps what guests who stay have answered, until the time is another', () => {
    const participants = [sampleClient(), sampleHost(), sampleGuest({ response: 'declined' })];
    const answered = sampleMeeting({ participants });
    const joined = changed(answered, { guests: ['eve@example.net', 'Bob@example.net'] }, terms);
    expect(joined.participants.map(({ email, response }) => [email, response]).slice(2)).toEqual([
      ['eve@example.net', 'needs_action'],
      ['bob@example.net', 'declined'],
    ]);
    expect(changed(answered, { start: start + HOUR }, terms).participants[2]?.response).toBe('needs_action');
  });
});

describe('the other changes', () => {
  it('raise the revision, and SEQUENCE where calendars must follow', () => {
    const meeting = sampleMeeting({ status: 'scheduled', confirmBy: 9, sequence: 4, revision: 7 });
    expect(cancelled(meeting, 'host', 'Ill.', 5)).toMatchObject({
      status: 'cancelled',
      sequence: 5,
      revision: 8,
      confirmBy: null,
      cancelledAt: 5,
      cancelledBy: 'host',
      cancellationReason: 'Ill.',
    });
    expect(confirmed(meeting, 5)).toMatchObject({
      status: 'confirmed',
      sequence: 5,
      revision: 8,
      confirmBy: null,
      invited: true,
    });
    expect(withNoShow(meeting, true, 5)).toMatchObject({ status: 'no_show', sequence: 4, revision: 8 });
    expect(withNoShow(meeting, false, 5)).toMatchObject({ status: 'completed', sequence: 4, revision: 8 });
  });
});

describe('withResponse', () => {
  const before = sampleMeeting();

  it('keeps what a guest answers, whom nobody but those who look is told of', () => {
    const after = withResponse(before, 'BOB@example.net', 'declined', 5);
    expect(after.participants.find(({ role }) => role === 'guest')).toEqual(sampleGuest({ response: 'declined' }));
    expect(after).toMatchObject({ revision: 2, sequence: before.sequence, updatedAt: 5 });
  });

  it('is the very same meeting where nothing differs, or the address is no guest’s', () => {
    expect(withResponse(before, 'bob@example.net', 'needs_action', 5)).toBe(before);
    for (const email of ['nobody@example.net', sampleClient().email, sampleHost().email]) {
      expect(withResponse(before, email, 'declined', 5)).toBe(before);
    }
  });
});
