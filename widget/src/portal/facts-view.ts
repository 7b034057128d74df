import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../booker/icons.ts';
import { PATHS } from '../booker/rest-icons.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import type { Portal } from './portal.ts';

/** What the meeting is: title, place, people, answers, and how it ended where it was cancelled. */
export function factsView(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { words } = portal.element;
  const { kind, location, participants, answers, answerLabels, description } = meeting;
  const people = (role: 'host' | 'guest') =>
    participants
      .filter((one) => one.role === role)
      .map(({ name, email, response }) => {
        // Of a host it goes without saying.
        const said = role === 'host' && response === 'accepted' ? '' : words.response[response];
        return html`<span class="person"><bdi>${name || email}</bdi>${said ? html` <small>${said}</small>` : nothing}</span>`;
      });
  const why = meeting.cancelledBy && words.cancelledBy[portal.who?.scope === 'guest' ? 'host' : meeting.cancelledBy];
  return html`<dl>
    ${meeting.status === 'cancelled' ? fact(words.status.cancelled, why) : nothing}
    ${fact(words.reason, meeting.cancellationReason)}
    ${fact(words.what, html`<bdi>${meeting.title}</bdi> <small>${words.minutes(meeting.durationMinutes)}</small>`)}
    ${fact(words.place, html`<span class="place">${icon(PATHS[kind])}<bdi>${location.label || words.places[kind]}</bdi></span> <small>${location.address}</small>`)}
    ${fact(words.who, people('host'))} ${fact(words.guestsTitle, people('guest'))}
    ${Object.entries(answers).map(([key, value]) =>
      fact(answerLabels[key] ?? key, typeof value === 'boolean' ? words.yesOrNo(value) : `${value}`),
    )}
    ${fact(words.message, description && html`<span class="text">${description}</span>`)}
  </dl>`;
}

type Content = TemplateResult | readonly TemplateResult[] | string | null | undefined;

const fact = (name: string, content: Content): TemplateResult | typeof nothing =>
  !content || (Array.isArray(content) && !content.length)
    ? nothing
    : html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
