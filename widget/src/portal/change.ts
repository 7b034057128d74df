import { ApiFailure } from '../shared/api.ts';
import type { MeetingChangeBody, PortalMeetingView } from '../shared/portal-api.ts';
import type { MeetingDetail } from '../shared/portal-events.ts';
import { isAhead } from './agenda.ts';
import { when } from './meeting-words.ts';
import { begin, keep, mayDo, readOne } from './navigation.ts';
import type { Outcome, Portal } from './portal.ts';

/** Refusals that the meeting as it now stands explains by itself. */
const EXPLAINED = new Set([
  'change_refused',
  'change_notice_passed',
  'moves_used_up',
  'meeting_closed',
  'type_not_found',
]);

/** Moves the open meeting to a start (epoch ms). Once at a time. */
export function move(portal: Portal, start: number): Promise<void> {
  const wanted = new Date(start).toISOString();
  return change(
    portal,
    'moved',
    { start: wanted, timeZone: portal.timeZone },
    (now) => Date.parse(now.start) === start,
  );
}

/** Cancels it, with a reason or without. */
export function cancel(portal: Portal, reason: string): Promise<void> {
  const why = reason.trim();
  const changes = { status: 'cancelled', ...(why && { cancellationReason: why }) } as const;
  return change(portal, 'cancelled', changes, (now) => now.status === 'cancelled');
}

/** Changes what the client said of it. */
export const save = (portal: Portal, changes: MeetingChangeBody): Promise<void> =>
  change(portal, 'saved', changes, () => false);

/** A guest's answer. */
export async function respond(portal: Portal, response: 'accepted' | 'declined'): Promise<void> {
  const { open, api } = portal;
  if (!open) return;
  await sending(portal, async () => {
    const { meeting } = await api.respond(open.meeting.id, response);
    done(portal, response, meeting);
  });
}

/** @param holds whether the meeting already is as it was to become: then an answer was lost on its way, and all is well */
async function change(
  portal: Portal,
  outcome: Outcome,
  changes: MeetingChangeBody,
  holds: (now: PortalMeetingView) => boolean,
): Promise<void> {
  const { open, api } = portal;
  if (!open) return;
  await sending(portal, async () => {
    try {
      const { meeting } = await api.change(open.meeting, changes);
      done(portal, outcome, meeting);
    } catch (cause) {
      if (!(cause instanceof ApiFailure) || !(cause.status === 412 || EXPLAINED.has(cause.code))) throw cause;
      portal.tell('change', cause);
      const now = await readOne(portal, open.meeting.id);
      if (now && holds(now)) done(portal, outcome, now);
      else if (now) changedMeanwhile(portal, open.meeting, now, cause.status === 412);
    }
  });
}

/** Sends, once at a time; whatever goes wrong is told where the eye is. */
async function sending(portal: Portal, send: () => Promise<void>): Promise<void> {
  if (portal.sending) return;
  Object.assign(portal, { sending: true, trouble: null });
  portal.draw();
  try {
    await send();
  } catch (cause) {
    const failure = portal.tell('change', cause);
    refused(portal, failure);
  } finally {
    portal.sending = false;
    portal.draw();
  }
}

function done(portal: Portal, outcome: Outcome, meeting: PortalMeetingView): void {
  const { words } = portal.element;
  portal.open = { meeting, notes: portal.open?.notes ?? null };
  if (portal.mover) portal.learn(portal.timeZone, offsetsOf(portal));
  keep(portal, meeting);
  // A note that is being written stays.
  for (const name of ['reason', 'guests', 'description']) portal.drafts.delete(name);
  begin(portal, null, '#meeting');
  portal.outcome = outcome;
  const said = {
    moved: words.movedTo,
    cancelled: words.status.cancelled,
    saved: words.saved,
    accepted: words.accepted,
    declined: words.declined,
  };
  portal.say(outcome === 'moved' ? `${said.moved}: ${when(portal, meeting.start)}` : said[outcome]);
  if (outcome === 'moved') portal.emit('mb-rescheduled', detailOf(meeting));
  if (outcome === 'cancelled') portal.emit('mb-cancelled', detailOf(meeting));
}

/** The calendar of the move knows the clocks of the new time. */
const offsetsOf = ({ mover }: Portal) =>
  (mover?.months.offsets ?? []).map(({ from, minutes }) => ({ from: new Date(from).toISOString(), minutes }));

const detailOf = ({ id, uid, start, end, timeZone, status }: PortalMeetingView): MeetingDetail => ({
  meetingId: id,
  uid,
  start,
  end,
  timeZone,
  status,
});

/** Somebody else was faster, or it is too late: what is different now is said, and what still can be done stays open. */
function changedMeanwhile(portal: Portal, before: PortalMeetingView, now: PortalMeetingView, conflict: boolean): void {
  const { words } = portal.element;
  const text = !conflict
    ? words.openAgain
    : now.status === 'cancelled'
      ? words.changedOff
      : now.start === before.start
        ? words.changed
        : words.changedTime(when(portal, now.start));
  if (portal.task && (!isAhead(now, Date.now()) || !mayDo(portal, portal.task))) begin(portal, null);
  portal.trouble = { kind: 'words', text };
  portal.draw('#trouble');
}

function refused(portal: Portal, failure: ApiFailure): void {
  const { code, problem } = failure;
  const { words } = portal.element;
  if (code === 'slot_taken') {
    const alternatives = (problem.alternatives ?? []).map((start) => Date.parse(start));
    portal.trouble = { kind: 'taken', alternatives };
  } else if (code === 'slot_unavailable') portal.trouble = { kind: 'words', text: words.noLonger };
  else if (problem.errors?.length && portal.task === 'edit') {
    portal.trouble = {
      kind: 'words',
      text: problem.errors[0]?.path === '/guests' ? words.badGuestCount : words.badAddresses,
    };
  } else portal.trouble = { kind: 'failed', failure };
  const { mover } = portal;
  if (mover && code.startsWith('slot_')) {
    mover.become({ ...mover.flow, start: null });
    mover.months.expire();
    mover.readMonth();
  }
  portal.draw('#trouble');
}
