import { html, nothing, type TemplateResult } from 'lit';
import { localDate } from '../shared/zoned-format.ts';
import type { BookerView, FormView } from './booker-view.ts';
import { calendarView } from './calendar-view.ts';
import { detailsView } from './details-view.ts';
import { timesView } from './times-view.ts';
import { failureWords } from './when.ts';

/** The whole sheet for the step that the visitor is at. */
export function sheetView(view: BookerView): TemplateResult {
  const { flow, words, lost } = view;
  if (lost) {
    return html`<div class="sheet lost" part="panel">
      <div class="alert" part="error" role="alert">
        <p>${failureWords(words, lost)}</p>
        ${
          lost.code === 'type_not_found'
            ? nothing
            : html`<button type="button" class="quiet" @click=${() => view.act.retry()}>${words.again}</button>`
        }
      </div>
    </div>`;
  }
  const { formStep } = view;
  const later = view as FormView;
  if (flow.step === 'booked') return html`<div class="sheet booked" part="panel">${formStep?.doneView(later)}</div>`;
  return html`<div class="sheet ${flow.step}" part="panel">
    ${view.hides('details') ? nothing : detailsView(view)}
    ${
      flow.step === 'form'
        ? (formStep?.formView(later) ??
          html`<div class="bones" part="skeleton">${[1, 2, 3, 4].map(() => html`<i></i>`)}</div>`)
        : html`${formStep?.troubleView(later)}${calendarView(view)}${timesView(view)}`
    }
  </div>`;
}

/** What the status line says, for those who do not see the sheet change. */
export function statusText(view: BookerView): string {
  const { flow, words, formats, months, today } = view;
  if (flow.step !== 'picking') return view.formStep?.formStatus(view as FormView) ?? '';
  const times = months.at(flow.month);
  if (!times) return flow.unread ? '' : words.loading;
  const slots = flow.date === null ? undefined : times.days.get(flow.date);
  if (slots && flow.date) return words.loaded(formats.day(flow.date), slots.length);
  if (times.next === null) return words.noneAtAll;
  const next = words.nextFree(formats.day(localDate(months.offsets, times.next)));
  return `${words.noneIn(formats.month(flow.month ?? today))} ${next}`;
}
