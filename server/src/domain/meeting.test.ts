import { describe, expect, it } from 'vitest';
import { allow, type MeetingAct, type MeetingStatus, type Role, statusAt } from './meeting.ts';

const STATES: readonly MeetingStatus[] = ['scheduled', 'confirmed', 'cancelled', 'completed', 'no_show'];
const ROLES: readonly Role[] = ['client', 'host', 'guest', 'system'];
const ACTS: readonly MeetingAct[] = [
  'move',
  'change',
  'cancel',
  'confirm',
  'decline',
  'lapse',
  'complete',
  'mark_no_show',
  'undo_no_show',
];

/** Everything that is allowed, written out once more: role, act, states. */
const ALLOWED = new Set(
  [
    'client move scheduled confirmed',
    'client change scheduled confirmed',
    'client cancel scheduled confirmed',
    'host move scheduled confirmed',
    'host change scheduled confirmed',
    'host cancel scheduled confirmed',
    'host confirm scheduled',
    'host decline scheduled',
    'host mark_no_show confirmed completed',
    'host undo_no_show no_show',
    'system lapse scheduled',
    'system complete confirmed',
  ].flatMap((line) => {
    const [role, act, ...states] = line.split(' ');
    return states.map((state) => `${role} ${act} ${state}`);
  }),
);

function outcome(role: Role, act: MeetingAct, status: MeetingStatus): string {
  try {
    allow(role, act, status);
    return 'allowed';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

function expected(role: Role, act: MeetingAct, status: MeetingStatus): string {
  if (ALLOWED.has(`${role} ${act} ${status}`)) return 'allowed';
  return status === 'scheduled' || status === 'confirmed' ? 'change_refused' : 'meeting_closed';
}

describe('the table of changes', () => {
  it.each(ROLES)('allows a %s what it says in every state, and nothing else', (role) => {
    for (const act of ACTS) {
      for (const status of STATES) {
        expect(`${act} ${status}: ${outcome(role, act, status)}`).toBe(
          `${act} ${status}: ${expected(role, act, status)}`,
        );
      }
    }
  });
});

describe('statusAt', () => {
  const at = (status: MeetingStatus, now: number) => statusAt({ status, end: 100, confirmBy: 50 }, now);

  it('knows that a confirmed meeting is completed with its end, and that one lapses with its deadline', () => {
    expect([at('confirmed', 99), at('confirmed', 100)]).toEqual(['confirmed', 'completed']);
    expect([at('scheduled', 49), at('scheduled', 50)]).toEqual(['scheduled', 'cancelled']);
    expect(statusAt({ status: 'scheduled', end: 100, confirmBy: null }, 60)).toBe('scheduled');
  });

  it('leaves everything else as it is', () => {
    for (const status of ['cancelled', 'completed', 'no_show'] as const) expect(at(status, 1000)).toBe(status);
  });
});
