import type { ApiFailure } from '../shared/api.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { isAhead } from './agenda.ts';
import type { Place, Task } from './fragment.ts';
import type { Portal } from './portal.ts';

/* What is read, and what each press that changes nothing means. */

const DAY_MS = 86_400_000;
const FRESH_MS = 30_000;

/** At the start and after a pause: who the token is for and what stands ahead, side by side; then, of one meeting, the whole. */
export async function refresh(portal: Portal, wanted: Place = { id: null, task: null }): Promise<void> {
  if (portal.stop.signal.aborted) portal.stop = new AbortController();
  const { api, stop, timeZone } = portal;
  const { signal } = stop;
  const first = portal.who === null;
  portal.lost = null;
  try {
    const [who, list] = await Promise.all([api.portal(signal), ahead(portal, signal)]);
    const narrow = who.scope !== 'client' && !list.items.length;
    const { items, offsets } = narrow ? await api.list({ timeZone }, signal) : list;
    portal.learn(timeZone, list.offsets);
    portal.learn(timeZone, offsets);
    Object.assign(portal, { who, meetings: items, readAt: Date.now() });
    portal.calendar.retime(portal.timeZone);
    if (first) portal.emit('mb-ready', { scope: who.scope });
    const opened = portal.open?.meeting.id;
    const id = portal.isNarrow ? items[0]?.id : (wanted.id ?? opened);
    if (id && id === opened) {
      await readOne(portal, id);
      watch(portal);
    } else if (id) await show(portal, { id, task: wanted.task }, false);
  } catch (cause) {
    if (signal.aborted) return;
    // A browser may know a zone that the server does not, yet.
    if ((cause as ApiFailure).code === 'unknown_time_zone' && timeZone !== 'UTC') {
      portal.timeZone = 'UTC';
      return refresh(portal, wanted);
    }
    portal.lost = portal.tell('portal', cause);
  }
  portal.draw();
}

const ahead = ({ api, timeZone }: Portal, signal: AbortSignal) =>
  api.list({ timeZone, from: Date.now() - DAY_MS, limit: 200 }, signal);

/** Opens a meeting, from what the list knows at once and whole when it comes. Once it is there it is followed. */
export async function show(portal: Portal, { id, task }: Place, focus = true): Promise<void> {
  if (id === null) return toList(portal);
  const same = portal.open?.meeting.id === id;
  portal.wanted = id;
  if (!same) {
    const meeting = [...(portal.meetings ?? []), ...(portal.past?.items ?? [])].find((known) => known.id === id);
    Object.assign(portal, { open: meeting ? { meeting, notes: null } : null, outcome: null, trouble: null });
    portal.live?.close();
    portal.live = null;
    portal.noteTasks.clear();
  }
  begin(portal, portal.open && task, focus ? '#meeting' : undefined);
  await readOne(portal, id);
  if (!portal.open) return;
  if (!same && task && !portal.task) begin(portal, task);
  watch(portal);
}

/** Follows the open meeting, once the file that does has come. */
function watch(portal: Portal): void {
  portal.element.bringRest().then(
    (rest) => {
      portal.live ??= portal.stop.signal.aborted ? null : rest.followOpen(portal);
    },
    // Whoever needs the file asks again, and says so.
    () => {},
  );
}

/** Reads the open meeting anew. Answers it, or null where it could not be read or is no longer open. */
export async function readOne(portal: Portal, id: string): Promise<PortalMeetingView | null> {
  const { stop, timeZone } = portal;
  const { signal } = stop;
  try {
    const { meeting, notes, offsets } = await portal.api.one(id, timeZone, signal);
    portal.learn(timeZone, offsets);
    if (portal.wanted !== id) return null;
    portal.open = { meeting, notes };
    keep(portal, meeting);
    portal.draw();
    return meeting;
  } catch (cause) {
    if (signal.aborted) return null;
    const failure = portal.tell('meeting', cause);
    // What is shown may be a little old; nothing shown at all is worse.
    if (!portal.open) portal.lost = failure;
    portal.draw();
    return null;
  }
}

/** A meeting as it now is takes the place of what the list has. */
export function keep(portal: Portal, meeting: PortalMeetingView): void {
  const { meetings, past } = portal;
  const renew = (known: PortalMeetingView) => (known.id === meeting.id ? meeting : known);
  portal.meetings = meetings?.map(renew).sort((a, b) => Date.parse(a.start) - Date.parse(b.start)) ?? null;
  portal.past = past && { ...past, items: past.items.map(renew) };
  portal.calendar.retime(portal.timeZone);
}

/** Whether a task may be begun with the open meeting. */
export function mayDo({ open, who }: Portal, task: Task): boolean {
  if (!open || !who) return false;
  const { changes } = open.meeting;
  const holds = isAhead(open.meeting, Date.now());
  if (who.scope === 'guest') return task === 'decline' && holds;
  if (task === 'move') return changes.canMove;
  return task === 'cancel' ? changes.canCancel : task === 'edit' && holds;
}

/** Begins a task, or with null ends one; the focus follows. What may not be done shows the meeting, which says why. */
export function begin(portal: Portal, task: Task | null, focus?: string): void {
  const to = task && mayDo(portal, task) ? task : null;
  const before = portal.task;
  if (to) Object.assign(portal, { outcome: null, trouble: null });
  portal.task = to;
  portal.mover?.close();
  portal.mover = null;
  portal.element.remember();
  portal.draw(to ? '#task' : (focus ?? (before ? `#${before}` : undefined)));
  if (!to) return;
  portal.element.bringRest().then(
    (rest) => {
      if (portal.task === 'move' && !portal.mover) rest.startMove(portal);
      portal.draw('#task');
    },
    (cause) => {
      portal.task = null;
      portal.trouble = { kind: 'failed', failure: portal.tell('meeting', cause) };
      portal.draw();
    },
  );
}

/** Back to the list, and there to the meeting that was open. */
export function toList(portal: Portal): void {
  const id = portal.open?.meeting.id;
  portal.live?.close();
  portal.mover?.close();
  Object.assign(portal, {
    open: null,
    wanted: null,
    task: null,
    outcome: null,
    trouble: null,
    live: null,
    mover: null,
  });
  portal.element.remember();
  portal.draw(id ? `[data-id="${id}"]` : '#portal');
  if (Date.now() - portal.readAt > FRESH_MS) refresh(portal);
}

/** The page is seen again: what the list shows may be old. An open meeting is followed anyway. */
export function seenAgain(portal: Portal): void {
  if (portal.meetings && !portal.open && Date.now() - portal.readAt > FRESH_MS) refresh(portal);
}

/** Asks for past meetings, or for more of them. */
export async function readPast(portal: Portal): Promise<void> {
  const { past, api, stop, timeZone } = portal;
  if (past?.reading) return;
  const known = past?.items ?? [];
  portal.past = { items: known, nextCursor: past?.nextCursor ?? null, reading: true };
  portal.draw();
  try {
    const cursor = past?.nextCursor;
    const wanted = { timeZone, to: Date.now(), order: 'latest', limit: 20, ...(cursor && { cursor }) } as const;
    const { items, nextCursor, offsets } = await api.list(wanted, stop.signal);
    portal.learn(timeZone, offsets);
    const over = items.filter((meeting) => !isAhead(meeting, Date.now()));
    portal.past = { items: [...known, ...over], nextCursor, reading: false };
    portal.draw(over[0] ? `[data-id="${over[0].id}"]` : '#past');
  } catch (cause) {
    if (stop.signal.aborted) return;
    portal.past = past;
    portal.trouble = { kind: 'failed', failure: portal.tell('portal', cause) };
    portal.draw();
  }
}

/** Times are told in another zone from now on. */
export function changeZone(portal: Portal, timeZone: string): void {
  if (portal.timeZone === timeZone) return;
  portal.timeZone = timeZone;
  portal.past = null;
  refresh(portal);
}
