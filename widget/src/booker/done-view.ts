import type { TemplateResult } from 'lit';
import type { FormView } from './booker-view.ts';
import { calendarLinks } from './calendar-links.ts';
import { hostName } from './trouble-view.ts';

/** What was booked: when, where, with whom, where the mail goes, and what happens next. */
export function doneView(view: FormView): TemplateResult {
  const { words, formats, months, result } = view;
  const { html, icon, localDate, nothing, wallClock, zoneName } = view.kit;
  if (!result) return html``;
  const { meeting } = result;
  const start = Date.parse(meeting.start);
  const waiting = meeting.status === 'scheduled';
  const email = meeting.participants.find(({ role }) => role === 'client')?.email ?? '';
  const range = formats.range(wallClock(months.offsets, start), wallClock(months.offsets, Date.parse(meeting.end)));
  return html`<section class="done" part="done">
    <p class="stamp ${waiting ? 'waiting' : ''}">${icon(waiting ? 'clock' : 'check')}${waiting ? words.requested : words.booked}</p>
    <h2 id="done" tabindex="-1" part="done-heading">${formats.fullDay(localDate(months.offsets, start))}</h2>
    <p class="range">${range}<span>${zoneName(view)}</span></p>
    <dl>
      <div><dt>${icon('clock')}${meeting.title}</dt><dd>${words.minutes(meeting.durationMinutes)}</dd></div>
      ${where(view)} ${who(view)}
    </dl>
    <p class="mailed">
      ${waiting ? words.mailedRequest(email, hostName(view)) : words.mailed(email)}
      <button type="button" class="link" @click=${() => view.act.correct()}>${words.correct}</button>
    </p>
    ${waiting ? nothing : addTo(view)}
  </section>`;
}

function where({ words, result, draft, kit: { html, icon, nothing } }: FormView): TemplateResult {
  const { kind, location, joinUrl } = result?.meeting ?? {};
  if (!kind) return html``;
  return html`<div>
    <dt>${icon(kind)}${location?.label || words.places[kind]}</dt>
    <dd>
      ${location?.address ?? (kind === 'phone' && draft.phone ? words.youCall(String(draft.phone)) : nothing)}
      ${joinUrl && /^https?:/.test(joinUrl) ? html`<a href=${joinUrl} target="_blank" rel="noopener">${words.join}</a>` : nothing}
    </dd>
  </div>`;
}

function who({ words, result, kit: { html, icon, nothing } }: FormView): TemplateResult | symbol {
  const hosts = result?.meeting.participants.filter(({ role }) => role === 'host') ?? [];
  return hosts.length
    ? html`<div><dt>${icon('people')}${words.who}</dt><dd>${hosts.map(({ name }) => name).join(', ')}</dd></div>`
    : nothing;
}

function addTo({ words, result, kit: { html, nothing } }: FormView): TemplateResult | symbol {
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
