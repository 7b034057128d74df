import { html, nothing, type TemplateResult } from 'lit';
import { bones } from '../booker/bones.ts';
import { calendarView } from '../booker/calendar-view.ts';
import { icon, paths } from '../booker/icons.ts';
import { zoneControl } from '../booker/times-view.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { agendaOf } from './agenda.ts';
import { hosts, joinAddress, range, zone } from './meeting-words.ts';
import { readPast, show } from './navigation.ts';
import type { Portal } from './portal.ts';
import { troubleView } from './trouble.ts';

/** All meetings: the next one large, the others by day, the past apart, and a month that marks the days. */
export function agendaView(portal: Portal): TemplateResult {
  const { element, who, meetings } = portal;
  const { words } = element;
  return html`<div class="sheet agenda" part="panel">
    <header class="top">
      <div>
        <h2 id="portal" tabindex="-1" part="heading">${words.title}</h2>
        ${who ? html`<p class="whose"><bdi>${who.client.name}</bdi> <bdi>${who.client.email}</bdi></p>` : nothing}
      </div>
      ${meetings ? zoneControl(portal.calendar) : nothing}
    </header>
    <section class="plan" part="agenda">${meetings ? plan(portal, meetings) : bones(4)}</section>
    ${meetings?.length ? html`<aside class="month">${calendarView(portal.calendar)}</aside>` : nothing}
  </div>`;
}

function plan(portal: Portal, meetings: readonly PortalMeetingView[]): TemplateResult {
  const { element, offsets, showsCancelled } = portal;
  const { words, formats } = element;
  const { next, days, cancelled } = agendaOf(meetings, offsets, Date.now(), showsCancelled);
  return html`
    ${troubleView(portal)}
    ${next ? nextView(portal, next) : emptyView(portal)}
    ${[...days].map(
      ([date, all]) => html`<h3 data-day=${date} tabindex="-1" part="day-heading">${formats.day(date)}</h3>
        <ul class="rows">${all.map((meeting) => row(portal, meeting, range(portal, meeting)))}</ul>`,
    )}
    ${
      cancelled
        ? html`<label class="toggle"
            ><input type="checkbox" .checked=${showsCancelled} @change=${(event: Event) => toggle(portal, event)} />${words.cancelledOnes(cancelled)}</label
          >`
        : nothing
    }
    ${pastView(portal)} ${element.rest?.textsView(portal) ?? nothing}`;
}

function toggle(portal: Portal, event: Event): void {
  portal.showsCancelled = (event.target as HTMLInputElement).checked;
  portal.draw();
}

function nextView(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { words, formats } = portal.element;
  const join = joinAddress(meeting);
  const waiting = meeting.status === 'scheduled';
  const date = portal.date(meeting.start);
  return html`<article class="next" part="next-meeting" data-day=${date} tabindex="-1">
    <p class="stamp ${waiting ? 'waiting' : ''}">${words.nextUp}${waiting ? ` · ${words.status.scheduled}` : nothing}</p>
    <h3>${formats.fullDay(date)}</h3>
    <p class="range">${range(portal, meeting)}<span>${zone(portal, meeting.start)}</span></p>
    <p><bdi>${meeting.title}</bdi> <span class="whose"><bdi>${hosts(meeting)}</bdi></span></p>
    <p class="actions">
      ${join ? html`<a class="submit" part="join" href=${join} target="_blank" rel="noopener noreferrer">${words.join}</a>` : nothing}
      <button type="button" class="quiet" data-id=${meeting.id} part="meeting" @click=${() => show(portal, { id: meeting.id, task: null })}>
        ${words.details}
      </button>
      ${meeting.changes.canMove ? html`<button type="button" class="quiet" @click=${() => show(portal, { id: meeting.id, task: 'move' })}>${words.move}</button>` : nothing}
    </p>
  </article>`;
}

/** Nothing ahead, and the way on: to the last type that was met, or to all of them. */
function emptyView({ element, server, past, meetings }: Portal): TemplateResult {
  const { words } = element;
  const slug = (past?.items[0] ?? meetings?.at(-1))?.type.slug ?? '';
  return html`<div class="none">
    <p>${words.empty}</p>
    <a class="quiet" part="book" href=${server + slug}>${words.bookOne}</a>
  </div>`;
}

function row(portal: Portal, meeting: PortalMeetingView, time: string): TemplateResult {
  const { words } = portal.element;
  const { id, status, title } = meeting;
  return html`<li>
    <button type="button" class="row ${status}" part="meeting" data-id=${id} @click=${() => show(portal, { id, task: null })}>
      <span class="hours">${time}</span>
      <span class="title"><bdi>${title}</bdi> <small><bdi>${hosts(meeting)}</bdi></small></span>
      ${status === 'confirmed' ? nothing : html`<small class="state">${words.status[status]}</small>`}
      ${icon(paths.next, 'page')}
    </button>
  </li>`;
}

function pastView(portal: Portal): TemplateResult {
  const { past, element } = portal;
  const { words, formats } = element;
  const whole = (meeting: PortalMeetingView) =>
    formats.make({ day: 'numeric', month: 'short', year: 'numeric' }).format(portal.clock(meeting.start));
  return html`<section class="past" part="past">
    ${past ? html`<h3 id="past" tabindex="-1">${words.past}</h3>` : nothing}
    ${past && !past.items.length && !past.reading ? html`<p class="hint">${words.noPast}</p>` : nothing}
    <ul class="rows">${past?.items.map((meeting) => row(portal, meeting, whole(meeting)))}</ul>
    ${
      !past || past.nextCursor
        ? html`<button type="button" class="quiet" part="more" aria-disabled=${past?.reading ?? false} @click=${() => readPast(portal)}>
            ${past ? words.morePast : words.past}
          </button>`
        : nothing
    }
  </section>`;
}
