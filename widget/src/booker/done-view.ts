import type { TemplateResult } from 'lit';
import { calendarLinks } from './calendar-links.ts';
import { correctAddress } from './form-actions.ts';
import { rangeText } from './range-text.ts';
import { PATHS } from './rest-icons.ts';
import { restWords } from './rest-words.ts';
import { hostName } from './trouble-view.ts';
import type { Visit } from './visit.ts';

/** What was booked: when, where, with whom, where the mail goes, and what happens next. */
export function doneView(visit: Visit): TemplateResult {
  const { months, result } = visit;
  const words = restWords(visit);
  const { formats } = visit.element;
  const { html, icon, localDate, nothing, wallClock, zoneName } = visit.element.kit;
  if (!result) return html``;
  const { meeting } = result;
  const start = Date.parse(meeting.start);
  const waiting = meeting.status === 'scheduled';
  const email = meeting.participants.find(({ role }) => role === 'client')?.email ?? '';
  const range = rangeText(
    formats,
    wallClock(months.offsets, start),
    wallClock(months.offsets, Date.parse(meeting.end)),
  );
  return html`<section class="done" part="done">
    <p class="stamp ${waiting ? 'waiting' : ''}">${icon(waiting ? PATHS.clock : PATHS.check)}${waiting ? words.requested : words.booked}</p>
    <h2 id="done" tabindex="-1" part="done-heading">${formats.fullDay(localDate(months.offsets, start))}</h2>
    <p class="range">${range}<span>${zoneName(visit)}</span></p>
    <dl>
      <div><dt>${icon(PATHS.clock)}${meeting.title}</dt><dd>${words.minutes(meeting.durationMinutes)}</dd></div>
      ${where(visit)} ${who(visit)}
    </dl>
    <p class="mailed">
      ${waiting ? words.mailedRequest(email, hostName(visit)) : words.mailed(email)}
      <button type="button" class="link" @click=${() => correctAddress(visit)}>${words.correct}</button>
    </p>
    ${waiting ? nothing : addTo(visit)}
  </section>`;
}

function where(visit: Visit): TemplateResult {
  const { result, draft } = visit;
  const words = restWords(visit);
  const { html, icon, nothing } = visit.element.kit;
  const { kind, location, joinUrl } = result?.meeting ?? {};
  if (!kind) return html``;
  return html`<div>
    <dt>${icon(PATHS[kind])}${location?.label || words.places[kind]}</dt>
    <dd>
      ${location?.address ?? (kind === 'phone' && draft?.phone ? words.youCall(String(draft?.phone)) : nothing)}
      ${joinUrl && /^https?:/.test(joinUrl) ? html`<a href=${joinUrl} target="_blank" rel="noopener">${words.join}</a>` : nothing}
    </dd>
  </div>`;
}

function who(visit: Visit): TemplateResult | symbol {
  const { result } = visit;
  const words = restWords(visit);
  const { html, icon, nothing } = visit.element.kit;
  const hosts = result?.meeting.participants.filter(({ role }) => role === 'host') ?? [];
  return hosts.length
    ? html`<div><dt>${icon(PATHS.people)}${words.who}</dt><dd>${hosts.map(({ name }) => name).join(', ')}</dd></div>`
    : nothing;
}

function addTo(visit: Visit): TemplateResult | symbol {
  const { result } = visit;
  const words = restWords(visit);
  const { html, nothing } = visit.element.kit;
  if (!result) return nothing;
  return html`<div class="add" part="add-to-calendar">
    <h3>${words.addTo}</h3>
    <p>
      <a part="link" href=${result.links.ics}>${words.calendarFile}</a>
      ${calendarLinks(result.meeting).map(
        ([name, address]) => html`<a part="link" href=${address} target="_blank" rel="noopener">${name}</a>`,
      )}
    </p>
  </div>`;
}
