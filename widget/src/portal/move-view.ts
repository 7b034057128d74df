import { html, nothing, type TemplateResult } from 'lit';
import { calendarView } from '../booker/calendar-view.ts';
import type { Choosing } from '../booker/chooser.ts';
import { failureView } from '../booker/failure-view.ts';
import { icon, paths } from '../booker/icons.ts';
import { timesView } from '../booker/times-view.ts';
import { hosts, range, when, zone } from './meeting-words.ts';
import { take } from './move.ts';
import { begin } from './navigation.ts';
import type { Open, Portal } from './portal.ts';
import { troubleView } from './trouble.ts';

/** Moving a meeting: the booker's month and times, with the time that it has now in view. */
export function moveView(portal: Portal, visit: Choosing, { meeting }: Open): TemplateResult {
  const { words, formats } = portal.element;
  return html`<div class="sheet picking moving" part="panel">
    <section class="details" part="details">
      <button type="button" class="back" part="back" @click=${() => begin(portal, null)}>${icon(paths.previous, 'page')}${words.back}</button>
      <h2 id="task" tabindex="-1" part="heading">${words.newTime}</h2>
      <p><bdi>${meeting.title}</bdi> <span class="whose"><bdi>${hosts(meeting)}</bdi></span></p>
      <p class="now"><small>${words.nowAt}</small> <b>${formats.fullDay(portal.date(meeting.start))}</b>
        <span>${range(portal, meeting)} <small>${zone(portal, meeting.start)}</small></span></p>
    </section>
    ${takenView(portal, visit)}${troubleView(portal)}
    ${visit.lost ? failureView(visit, visit.lost) : html`${calendarView(visit)}${timesView(visit)}`}
  </div>`;
}

/** Somebody was faster: the nearest times that are left. */
function takenView(portal: Portal, visit: Choosing): TemplateResult | typeof nothing {
  const { trouble, element } = portal;
  if (trouble?.kind !== 'taken') return nothing;
  const { words } = element;
  const { alternatives } = trouble;
  return html`<div class="alert" part="alternatives" role="alert">
    <h3 id="trouble" tabindex="-1">${alternatives.length ? words.taken : words.takenAll}</h3>
    <div class="choices">
      ${alternatives.slice(0, 3).map(
        (
          start,
        ) => html`<button type="button" class="quiet" part="alternative" @click=${() => take(portal, visit, start)}>
          ${when(portal, new Date(start).toISOString(), true)}
        </button>`,
      )}
    </div>
  </div>`;
}
