import { html, nothing, type TemplateResult } from 'lit';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { isAhead } from './agenda.ts';
import { respond } from './change.ts';
import type { Task } from './fragment.ts';
import { hostName, joinAddress, when } from './meeting-words.ts';
import { begin, mayDo } from './navigation.ts';
import type { Portal } from './portal.ts';

/** What was just done; else the ways to change something, or why there are none. */
export function outcomeView(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { outcome, element, server } = portal;
  const { words } = element;
  const told = outcome && outcomeText(portal, meeting);
  const join = joinAddress(meeting);
  const ahead = isAhead(meeting, Date.now());
  const again = !ahead && portal.who?.scope !== 'guest';
  return html`
    ${told ? html`<div class="alert note" part="outcome" id="outcome" tabindex="-1"><p>${told}</p></div>` : nothing}
    <p class="actions">
      ${join && ahead ? html`<a class="submit" part="join" href=${join} target="_blank" rel="noopener noreferrer">${words.join}</a>` : nothing}
      ${taskButton(portal, 'move')} ${taskButton(portal, 'cancel')} ${taskButton(portal, 'edit')} ${guestButtons(portal)}
      ${again ? html`<a class="quiet" part="book" href=${server + meeting.type.slug}>${words.bookAnother}</a>` : nothing}
    </p>
    ${ahead ? nextWords(portal, meeting) : nothing}`;
}

function outcomeText(portal: Portal, meeting: PortalMeetingView): string {
  const { outcome, element, who } = portal;
  const { words } = element;
  if (outcome === 'moved') {
    return meeting.status === 'scheduled'
      ? words.movedAsk(hostName(portal, meeting))
      : words.movedNote(who?.client.email ?? '');
  }
  if (outcome === 'cancelled') return words.cancelledNote;
  return outcome ? words[outcome] : '';
}

/** Begins a task, where it may be begun. */
const taskButton = (portal: Portal, task: Task): TemplateResult | typeof nothing =>
  mayDo(portal, task)
    ? html`<button type="button" class=${task === 'edit' ? 'link' : 'quiet'} id=${task} part=${task} aria-expanded=${portal.task === task} @click=${() => begin(portal, task)}>
        ${portal.element.words[task]}
      </button>`
    : nothing;

/** A guest's own answer, and the way to another. */
function guestButtons(portal: Portal): TemplateResult | typeof nothing {
  const { who, open, element } = portal;
  if (who?.scope !== 'guest' || !open) return nothing;
  const own = open.meeting.participants.find(
    ({ role, email }) => role === 'guest' && email.toLowerCase() === who.client.email.toLowerCase(),
  );
  if (own?.response !== 'declined') return taskButton(portal, 'decline');
  const accept = () => respond(portal, 'accepted');
  return isAhead(open.meeting, Date.now())
    ? html`<button type="button" class="quiet" id="accept" part="accept" @click=${accept}>${element.words.accept}</button>`
    : nothing;
}

/** What comes next, until when it can be changed, or why it cannot and whom to write to. */
function nextWords(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { words } = portal.element;
  const { status, changes, confirmBy } = meeting;
  const { reason, contact, until, canMove, canCancel, movesLeft } = changes;
  const why = reason && reason in words.why ? words.why[reason as keyof typeof words.why] : '';
  return html`
    ${status === 'scheduled' ? html`<p class="after">${words.awaiting(hostName(portal, meeting), confirmBy ? when(portal, confirmBy) : '')}</p>` : nothing}
    ${
      why
        ? html`<p class="after">${why} ${canCancel ? nothing : html`<a href="mailto:${contact.email}?subject=${encodeURIComponent(meeting.title)}">${words.write(contact.name)}</a>`}</p>`
        : nothing
    }
    ${canMove || canCancel ? html`<p class="hint">${until ? words.until(when(portal, until)) : nothing} ${canMove && movesLeft < 2 ? words.movesLeft(movesLeft) : nothing}</p>` : nothing}`;
}
