import { html, nothing, type TemplateResult } from 'lit';
import { addMonths, type LocalDate, monthOf } from '../shared/calendar-date.ts';
import type { BookerView } from './booker-view.ts';
import { icon } from './icons.ts';
import { moveDate, weeksOf } from './month-grid.ts';

/** The month as an APG date grid: one Tab stop, the free times counted in each day's label. */
export function calendarView(view: BookerView): TemplateResult {
  const { flow, formats, words, months } = view;
  const month = flow.month ?? monthOf(view.today);
  const { weekStart, weekdays } = formats;
  const order = weekdays.map((_, index) => weekdays[(index + weekStart - 1) % 7] ?? weekdays[0]);
  return html`<section class="calendar" part="calendar">
    <header>
      <h3 id="month" part="month-heading">${formats.month(month)}</h3>
      ${pageButton(view, addMonths(month, -1), 'previous')} ${pageButton(view, addMonths(month, 1), 'next')}
    </header>
    <div role="application" aria-label=${words.calendar}>
      <table
        role="grid"
        part="grid"
        aria-labelledby="month"
        aria-busy=${months.at(month) ? 'false' : 'true'}
        @keydown=${(event: KeyboardEvent) => onKey(view, event)}
      >
        <thead>
          <tr>
            ${order.map((name) => html`<th scope="col" part="weekday" abbr=${name?.[1]}>${name?.[0]}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${weeksOf(month, weekStart).map((week) => html`<tr>${week.map((date) => cell(view, date))}</tr>`)}
        </tbody>
      </table>
    </div>
  </section>`;
}

function pageButton(view: BookerView, month: string, to: 'previous' | 'next'): TemplateResult {
  const { words, formats, today, lastMonth, act } = view;
  const over = month < monthOf(today) || month > lastMonth;
  const label = (to === 'next' ? words.nextMonth : words.previousMonth)(formats.month(month));
  return html`<button
    type="button"
    class="page"
    part=${to === 'next' ? 'next' : 'prev'}
    aria-label=${label}
    aria-disabled=${over}
    @click=${() => over || act.showMonth(month)}
  >
    ${icon(to)}
  </button>`;
}

function cell(view: BookerView, date: LocalDate | null): TemplateResult {
  if (date === null) return html`<td role="gridcell"></td>`;
  const { flow, formats, words, today, act } = view;
  const free = view.months.at(monthOf(date))?.days.get(date)?.length ?? 0;
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
      @click=${() => (free ? act.chooseDate(date) : act.moveCursor(date))}
    >
      ${Number(date.slice(8))}
    </button>
  </td>`;
}

function onKey(view: BookerView, event: KeyboardEvent): void {
  const from = (event.target as HTMLElement).dataset.date;
  if (!from || event.altKey || event.ctrlKey || event.metaKey) return;
  const { rtl, formats } = view;
  const to = moveDate(from, { key: event.key, shift: event.shiftKey }, { rtl, weekStart: formats.weekStart });
  if (to === null) return;
  event.preventDefault();
  // A year back or on stops at the first and last month that may hold a free time.
  const first = `${monthOf(view.today)}-01`;
  const last = `${addMonths(view.lastMonth, 1)}-01`;
  if (to >= first && to < last) view.act.moveCursor(to);
}
