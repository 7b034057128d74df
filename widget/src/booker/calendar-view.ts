import { html, nothing, type TemplateResult } from 'lit';
import { addMonths, type LocalDate, monthOf } from '../shared/calendar-date.ts';
import { chooseDate, moveCursor, showMonth } from './actions.ts';
import { icon, paths } from './icons.ts';
import { moveDate, weeksOf } from './month-grid.ts';
import type { Visit } from './visit.ts';

/** The month as an APG date grid: one Tab stop, the free times counted in each day's label. */
export function calendarView(visit: Visit): TemplateResult {
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
        @keydown=${(event: KeyboardEvent) => onKey(visit, event)}
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

function pageButton(visit: Visit, month: string, to: 'previous' | 'next'): TemplateResult {
  const { today, lastMonth, element } = visit;
  const { words, formats } = element;
  const over = month < monthOf(today) || month > lastMonth;
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

function cell(visit: Visit, date: LocalDate | null): TemplateResult {
  if (date === null) return html`<td role="gridcell"></td>`;
  const { flow, today, element } = visit;
  const { formats, words } = element;
  const free = visit.months.at(monthOf(date))?.days.get(date)?.length ?? 0;
  const chosen = flow.date === date && free > 0;
  const cursor = (flow.cursor ?? `${monthOf(date)}-01`) === date;
  const part = `day${free ? ' day-available' : ''}${chosen ? ' day-selected' : ''}${date === today ? ' day-today' : ''}`;
  return html`<td role="gridcell" aria-selected=${chosen ? 'true' : nothing}>
    <button
      type="button"
      class=${part}
      part=${part}
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

function onKey(visit: Visit, event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).dataset.date;
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  const { weekStart } = visit.element.formats;
  const rtl = getComputedStyle(visit.element).direction === 'rtl';
  const habits = { rtl, weekStart, first: monthOf(visit.today), last: visit.lastMonth };
  const to = moveDate(from, { key: event.key, shift: event.shiftKey }, habits);
  if (to === null) return;
  event.preventDefault();
  moveCursor(visit, to);
}
