import type { TemplateResult } from 'lit';
import type { BookedView } from '../shared/api.ts';
import { calendarLinks } from './calendar-links.ts';
import { correctAddress } from './form-actions.ts';
import { rangeText } from './range-text.ts';
import { PATHS } from './rest-icons.ts';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';

/** What was booked: when, where, with whom, where the mail goes, and what happens next. */
export function doneView(visit: Visit): TemplateResult {
  const { months, result } = visit;
  const words = restWords(visit);
  const { formats } = visit.element;
  const { html, icon, localDate, nothing, wallClock, zoneName } = visit.element.kit;
  if (!result) return trialView(visit);
  const { meeting } = result;
  const start = Date.parse(meeting.start);
  const waiting = meeting.status === 'scheduled';
  const hosts = meeting.participants.filter(({ role }) => role === 'host');
  const host = (hosts.length === 1 && hosts[0]?.name) || words.host;
  const email = meeting.participants.find(({ role }) => role === 'client')?.email ?? '';
  const range = rangeText(
    formats,
    wallClock(months.offsets, start),
    wallClock(months.offsets, Date.parse(meeting.end)),
  );
  const outcome = waiting ? words.requested : words.booked;
  return html`<section class="done" part="done"><div>
    <p class="stamp ${waiting ? 'waiting' : ''}" aria-hidden="true">
      ${icon(waiting ? PATHS.clock : PATHS.check)}${outcome}
    </p>
    <h2 id="done" tabindex="-1" part="done-heading">
      <span class="sr">${outcome}: </span>${formats.fullDay(localDate(months.offsets, start))}
    </h2>
    <p class="range">${range}<span>${zoneName(visit)}</span></p>
    <dl>
      ${row(visit, words.what, html`<bdi>${meeting.title}</bdi> <small>${words.minutes(meeting.durationMinutes)}</small>`)}
      ${row(visit, words.place, where(visit, meeting))} ${row(visit, words.who, hosts.map(({ name }) => name).join(', '))}
    </dl>
    </div>
    <div class="after">
    <h3>${words.next}</h3>
    <p class="mailed">
      ${waiting ? words.mailedRequest(email, host) : words.mailed(email)}
      <button type="button" class="link" @click=${() => correctAddress(visit)}>${words.correct}</button>
    </p>
    <slot name="done"></slot>
    ${manage(visit, result)} ${waiting ? nothing : addTo(visit, result)}
    <slot name="done-actions"></slot>
    </div>
  </section>`;
}

/** The end of a rehearsal. */
function trialView(visit: Visit): TemplateResult {
  const words = restWords(visit);
  return visit.element.kit.html`<section class="done" part="done"><div>
    <h2 id="done" tabindex="-1" part="done-heading">${words.trial}</h2>
    <p>${words.trialNote}</p>
    <slot name="done"></slot>
    <slot name="done-actions"></slot>
  </div></section>`;
}

function row(visit: Visit, name: string, content: TemplateResult | string): TemplateResult | string {
  const { html } = visit.element.kit;
  return content && html`<div><dt>${name}</dt><dd>${content}</dd></div>`;
}

function where(visit: Visit, { kind, location, joinUrl }: BookedView['meeting']): TemplateResult {
  const words = restWords(visit);
  const { html, icon, nothing } = visit.element.kit;
  const phone = kind === 'phone' && visit.draft?.phone;
  const more = location.address ?? (phone ? words.youCall(String(phone)) : nothing);
  return html`<span class="place">${icon(PATHS[kind])}${location.label || words.places[kind]}</span> <small>${more}</small>
    ${
      // The address is the server's, but what it may start is for us to say.
      joinUrl && /^https?:/.test(joinUrl)
        ? html`<a href=${joinUrl} target="_blank" rel="noopener">${words.join}</a>`
        : nothing
    }`;
}

/** The way to move or cancel it: none where a page books in the server's place and knows of no portal. */
function manage(visit: Visit, { links }: BookedView): TemplateResult | string {
  const { html } = visit.element.kit;
  return links.portal && html`<p><a part="link" href=${links.portal}>${restWords(visit).change}</a></p>`;
}

function addTo(visit: Visit, { meeting, links }: BookedView): TemplateResult {
  const words = restWords(visit);
  const { html } = visit.element.kit;
  return html`<div class="add" part="add-to-calendar">
    <h3>${words.addTo}</h3>
    <p>
      <a part="link" href=${links.ics}>${words.calendarFile}</a>
      ${calendarLinks(meeting).map(
        ([name, address]) => html`<a part="link" href=${address} target="_blank" rel="noopener">${name}</a>`,
      )}
    </p>
  </div>`;
}
