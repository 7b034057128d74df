import { html, nothing, type TemplateResult } from 'lit';
import { calendarLinks } from '../booker/calendar-links.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { isAhead } from './agenda.ts';
import type { Portal } from './portal.ts';

/** The ways into the client's own calendar, for a meeting that is agreed. */
export function addView(portal: Portal, meeting: PortalMeetingView): TemplateResult | typeof nothing {
  const { words } = portal.element;
  if (!isAhead(meeting, Date.now()) || meeting.status === 'scheduled') return nothing;
  return html`<div class="add" part="add-to-calendar">
    <h3>${words.addTo}</h3>
    <p>
      <a part="link" href=${portal.api.fileUrl(meeting.id)}>${words.calendarFile}</a>
      ${calendarLinks(meeting).map(
        ([name, address]) => html`<a part="link" href=${address} target="_blank" rel="noopener noreferrer">${name}</a>`,
      )}
    </p>
  </div>`;
}
