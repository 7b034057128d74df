import { html, nothing, type TemplateResult } from 'lit';
import { bones } from '../booker/bones.ts';
import { icon, paths } from '../booker/icons.ts';
import { PATHS } from '../booker/rest-icons.ts';
import { zoneControl } from '../booker/times-view.ts';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { addView } from './add-view.ts';
import { factsView } from './facts-view.ts';
import { range, zone } from './meeting-words.ts';
import { toList } from './navigation.ts';
import { notesView } from './notes-view.ts';
import { outcomeView } from './outcome-view.ts';
import type { Open, Portal } from './portal.ts';
import { taskView } from './task-view.ts';
import { troubleView } from './trouble.ts';

/** One meeting: when, where, with whom, what may be changed, what happens next, and its notes. */
export function meetingView(portal: Portal, { meeting, notes }: Open): TemplateResult {
  const { element, who, task, isNarrow } = portal;
  const { words } = element;
  const guest = who?.scope === 'guest';
  return html`<div class="sheet one ${guest ? 'alone' : ''}" part="panel">
    <section class="done" part="meeting">
      ${isNarrow ? nothing : html`<button type="button" class="back" part="back" @click=${() => toList(portal)}>${icon(paths.previous, 'page')}${words.title}</button>`}
      ${headView(portal, meeting)}
      ${troubleView(portal)}
      ${task ? taskView(portal, meeting) : outcomeView(portal, meeting)}
      ${factsView(portal, meeting)}
      ${addView(portal, meeting)}
    </section>
    ${guest ? nothing : html`<section class="notes" part="notes">${notes ? notesView(portal, meeting, notes) : bones(2)}</section>`}
  </div>`;
}

function headView(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { words, formats } = portal.element;
  const { status, start } = meeting;
  const mood = status === 'confirmed' ? '' : status === 'scheduled' ? 'waiting' : 'over';
  const path = status === 'confirmed' || status === 'completed' ? PATHS.check : PATHS.clock;
  return html`<p class="stamp ${mood}" part="status-text">${status === 'cancelled' ? nothing : icon(path)}${words.status[status]}</p>
    <h2 id="meeting" tabindex="-1" part="heading"><span class=${status === 'cancelled' ? 'off' : ''}>${formats.fullDay(portal.date(start))}</span></h2>
    <p class="range">${range(portal, meeting)} ${zoneControl(portal.calendar, zone(portal, start))}</p>`;
}
