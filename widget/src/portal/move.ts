import { html, nothing, type TemplateResult } from 'lit';
import type { Choosing } from '../booker/chooser.ts';
import type { TypeApi } from '../shared/api.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { calendar } from './calendar-place.ts';
import { move } from './change.ts';
import { when } from './meeting-words.ts';
import type { Portal } from './portal.ts';

/** The booker's month and times for the open meeting, over the starts to which it can be moved. */
export function startMove(portal: Portal): void {
  const { open } = portal;
  if (!open) return;
  const visit = calendar(portal, moveApi(portal, open.meeting), {
    date: portal.date(open.meeting.start),
    page: { continueView: (choosing) => continueView(portal, choosing) },
    takeSlot: (choosing, start) => take(portal, choosing, start),
  });
  portal.mover = visit;
  visit.refresh();
}

/** The type's own answers but for its duration, which stays the meeting's, and its starts, which are those of the move. */
function moveApi({ api }: Portal, { id, type, durationMinutes, start }: PortalMeetingView): TypeApi {
  const own = api.type(type.slug);
  return {
    ...own,
    type: async (signal) => ({ ...(await own.type(signal)), durationsMinutes: [durationMinutes] }),
    async slots(query, from, to, signal) {
      const answer = await api.moveSlots(id, { ...query, durationMinutes }, from, to, signal);
      // It would move to where it is.
      const others = answer.slots.map((slot) => Date.parse(slot) !== Date.parse(start));
      return {
        ...answer,
        slots: answer.slots.filter((_, index) => others[index]),
        ...(answer.seatsLeft && { seatsLeft: answer.seatsLeft.filter((_, index) => others[index]) }),
      };
    },
  };
}

/** A time was pressed: it is marked, and waits for the word. */
export function take(portal: Portal, visit: Choosing, start: number): void {
  if (portal.sending) return;
  const { kit } = visit.element;
  const date = kit.localDate(visit.months.offsets, start);
  portal.trouble = null;
  visit.acted = true;
  const there = date === visit.flow.date;
  if (!there) kit.turn(visit, { ...visit.flow, month: date.slice(0, 7), date, cursor: date, unread: null });
  visit.become({ ...visit.flow, start }, '#continue');
}

/** The button that moves, beneath the times. */
function continueView(portal: Portal, visit: Choosing): TemplateResult | symbol {
  const { flow, months } = visit;
  const { words } = portal.element;
  if (flow.start === null || !flow.date) return nothing;
  const { start } = flow;
  portal.learn(
    portal.timeZone,
    months.offsets.map(({ from, minutes }) => ({ from: new Date(from).toISOString(), minutes })),
  );
  const text = words.moveTo(when(portal, new Date(start).toISOString()));
  return html`<div class="send">
    <button type="button" class="submit" id="continue" part="submit" aria-disabled=${portal.sending} @click=${() => move(portal, start)}>
      ${portal.sending ? words.moving : text}
    </button>
  </div>`;
}
