import { html, nothing, type TemplateResult } from 'lit';
import { bones } from './bones.ts';
import { calendarView } from './calendar-view.ts';
import { failureView } from './failure-view.ts';
import { timesView } from './times-view.ts';
import type { Visit } from './visit.ts';

/** The whole sheet for the step that the visitor is at. */
export function sheetView(visit: Visit): TemplateResult {
  const { flow, lost } = visit;
  const { rest } = visit.element;
  if (lost) return html`<div class="sheet lost" part="panel">${failureView(visit, lost)}</div>`;
  if (flow.step === 'booked') return html`<div class="sheet booked" part="panel">${rest?.doneView(visit)}</div>`;
  return html`<div class="sheet ${flow.step}" part="panel">
    ${visit.hides('details') ? nothing : html`<section class="details" part="details">${rest?.detailsView(visit) ?? bones(3)}</section>`}
    ${
      flow.step === 'form'
        ? (rest?.formView(visit) ?? bones(4))
        : html`${rest?.troubleView(visit)}${calendarView(visit)}${timesView(visit)}`
    }
  </div>`;
}
