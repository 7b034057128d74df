import type { PortalMeetingView } from '../shared/portal-api.ts';
import { follow, type Live } from './live.ts';
import { when } from './meeting-words.ts';
import { begin, mayDo, readOne } from './navigation.ts';
import type { Open, Portal } from './portal.ts';

/** Follows the open meeting: what the other side writes or changes is shown within seconds, and said. */
export function followOpen(portal: Portal): Live | null {
  const { open } = portal;
  if (!open || portal.who?.scope === 'guest') return null;
  const { id } = open.meeting;
  return follow(portal.api.eventsUrl(id), async () => {
    const before = portal.open;
    // What is under way here is told by its own answer.
    if (!before || portal.sending) return;
    await readOne(portal, id);
    const now = portal.open;
    if (now?.meeting.id !== id || portal.sending) return;
    tellNote(portal, before, now);
    tellChange(portal, before.meeting, now.meeting);
  });
}

function tellNote(portal: Portal, before: Open, now: Open): void {
  const known = new Set(before.notes?.map(({ id }) => id));
  const came = before.notes && now.notes?.findLast(({ id, mine }) => !mine && !known.has(id));
  if (came) portal.say(portal.element.words.noteCame(came.author.name));
}

/** The meeting itself is another: that is said, and what can no longer be done with it ends. */
function tellChange(portal: Portal, before: PortalMeetingView, now: PortalMeetingView): void {
  const { words } = portal.element;
  if (now.start === before.start && now.status === before.status) return;
  const text =
    now.start !== before.start
      ? words.changedTime(when(portal, now.start))
      : now.status === 'cancelled'
        ? words.changedOff
        : `${words.status[now.status]}.`;
  if (portal.task && !mayDo(portal, portal.task)) begin(portal, null, '#meeting');
  portal.outcome = null;
  portal.trouble = now.status === 'cancelled' || now.start !== before.start ? { kind: 'words', text } : null;
  portal.say(text);
}
