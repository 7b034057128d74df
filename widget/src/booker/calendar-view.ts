import { html, nothing, type TemplateResult } from 'lit';
import { addMonths, type LocalDate, monthOf } from '../shared/calendar-date.ts';
import { chooseDate, moveCursor, showMonth } from './actions.ts';
import type { Choosing } from './chooser.ts';
import { icon, paths } from './icons.ts';
import { weeksOf } from './month-grid.ts';

/** The month as an APG date grid: one Tab stop, the free times counted in each day's label. */
export function calendarView(visit: Choosing): TemplateResult {
  const { flow, months, element } = visit;
  const { formats, words } = element;
  const month = flow.month ?? monthOf(visit.today);
  const { weekStart, weekdays } = formats;
  return html`<section class="calendar" part="calendar">
    <header>
      <h3 id="month" part="month-heading">${formats.month(month)}</h3>
      ${pageButton(visit, addMonths(month, -1), 'previous')} ${pageButton(visit, addMonths(month, 1), 'next')}
    </header>
    <div role="application" aria-label=${words.calendar}>
      <table
        role="grid"
        part="grid"
        aria-labelledby="month"
        aria-busy=${months.at(month) ? 'false' : 'true'}
        @keydown=${(event: KeyboardEvent) => visit.element.rest?.moveByKey(visit, event)}
      >
        <thead>
          <tr>
            ${weekdays.map(([short, long]) => html`<th scope="col" part="weekday" abbr=${long}>${short}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(month, weekStart).map((week) => html`<tr>${week.map((date) => cell(visit, date))}</tr>`)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function pageButton(visit: Choosing, month: string, to: 'previous' | 'next'): TemplateResult {
  const { firstMonth, lastMonth, element } = visit;
  const { words, formats } = element;
  const over = month < firstMonth || month > lastMonth;
  const label = (to === 'next' ? words.nextMonth : words.previousMonth)(formats.month(month));
  return html`<button
    type="button"
    class="turn"
    part=${to === 'next' ? 'next' : 'prev'}
    aria-label=${label}
    aria-disabled=${over}
    @click=${() => over || showMonth(visit, month)}
  >
    ${icon(paths[to], 'page')}
  </button>`;
}

function cell(visit: Choosing, date: LocalDate | null): TemplateResult {
  if (date === null) return html`<td role="gridcell"></td>`;
  const { flow, today, element } = visit;
  const { formats, words } = element;
  const free = visit.months.at(monthOf(date))?.days.get(date)?.length ?? 0;
  const chosen = flow.date === date && free > 0;
  const cursor = (flow.cursor ?? `${monthOf(date)}-01`) === date;
  const part = `day${free ? ' day-available' : ''}${chosen ? ' day-selected' : ''}${date === today ? ' day-today' : ''}`;
  const parts = `${part} ${element.getDayParts?.(date) ?? ''}`;
  return html`<td role="gridcell" aria-selected=${chosen ? 'true' : nothing}>
    <button
      type="button"
      class=${part}
      part=${parts}
      data-date=${date}
      tabindex=${cursor ? 0 : -1}
      aria-label=${words.timesOn(formats.fullDay(date), free)}
      aria-disabled=${free ? nothing : 'true'}
      aria-current=${date === today ? 'date' : nothing}
      @click=${() => (free ? chooseDate(visit, date) : moveCursor(visit, date))}
    >
      ${Number(date.slice(8))}
    </button>
  </td>`;
}
