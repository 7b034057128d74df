import { html, nothing, type TemplateResult } from 'lit';
import { monthOf } from '../shared/calendar-date.ts';
import { localDate, offsetAt, offsetLabel, wallClock, zoneCity } from '../shared/zoned-format.ts';
import type { BookerView } from './booker-view.ts';
import { icon } from './icons.ts';
import type { Slot } from './slot-months.ts';
import { failureWords, zoneName } from './when.ts';

/** The chosen day's free times under Morning, Afternoon and Evening, beneath the zone that they are told in. */
export function timesView(view: BookerView): TemplateResult {
  const { flow, words, formats } = view;
  const heading = flow.date === null ? words.calendar : formats.day(flow.date);
  return html`<section class="times" part="slots">
    <header>
      <h3 id="times" tabindex="-1" part="slots-heading">${heading}</h3>
      ${zoneControl(view)}
    </header>
    <div class="scroll">${content(view)}</div>
  </section>`;
}

function content(view: BookerView): TemplateResult {
  const { flow, words, months, act } = view;
  const times = months.at(flow.month);
  if (flow.unread) {
    return html`<div class="alert" part="error" role="alert">
      <p>${failureWords(words, flow.unread)}</p>
      <button type="button" class="quiet" @click=${() => act.retry()}>${words.again}</button>
    </div>`;
  }
  if (!times) return html`<div class="bones" part="skeleton">${[1, 2, 3, 4, 5, 6].map(() => html`<i></i>`)}</div>`;
  const slots = flow.date === null ? [] : (times.days.get(flow.date) ?? []);
  return slots.length ? list(view, slots) : nothingFree(view, times.next);
}

function list(view: BookerView, slots: readonly Slot[]): TemplateResult {
  const { words, formats, months } = view;
  const groups: Slot[][] = [[], [], []];
  const texts = slots.map(({ start }) => formats.time(wallClock(months.offsets, start)));
  for (const slot of slots) {
    const hour = wallClock(months.offsets, slot.start).getUTCHours();
    groups[hour < 12 ? 0 : hour < 18 ? 1 : 2]?.push(slot);
  }
  return html`${groups.map((group, index) =>
    group.length
      ? html`<h4 id="part${index}">${words.parts[index]}</h4>
          <ul part="slot-group" aria-labelledby="part${index}">
            ${group.map((slot) => html`<li>${slotButton(view, slot, texts)}</li>`)}
          </ul>`
      : nothing,
  )}`;
}

function slotButton(view: BookerView, { start, seatsLeft }: Slot, texts: readonly string[]): TemplateResult {
  const { words, formats, months, flow, act } = view;
  const time = formats.time(wallClock(months.offsets, start));
  // When clocks go back an hour comes twice; only the offset tells the two apart.
  const twice = texts.indexOf(time) !== texts.lastIndexOf(time);
  const text = twice ? `${time} (${offsetLabel(offsetAt(months.offsets, start))})` : time;
  const label = [
    text,
    words.zone(zoneCity(view.timeZone)),
    ...(seatsLeft === null ? [] : [words.seatsLong(seatsLeft)]),
  ];
  return html`<button
    type="button"
    class="slot"
    part=${flow.start === start ? 'slot slot-selected' : 'slot'}
    data-start=${start}
    aria-label=${label.join(', ')}
    @click=${() => act.chooseSlot(start)}
  >
    ${text}${seatsLeft === null ? nothing : html`<small>${words.seats(seatsLeft)}</small>`}
  </button>`;
}

function nothingFree(view: BookerView, next: number | null): TemplateResult {
  const { words, formats, months, flow, act, today } = view;
  if (next === null) {
    return html`<div class="none">
      <p>${words.noneAtAll}</p>
      <button type="button" class="quiet" @click=${() => act.retry()}>${words.lookAgain}</button>
    </div>`;
  }
  const date = localDate(months.offsets, next);
  return html`<div class="none">
    <p>${words.noneIn(formats.month(flow.month ?? monthOf(today)))}</p>
    <button type="button" class="quiet" part="next-available" @click=${() => act.chooseDate(date)}>
      ${words.nextFree(formats.day(date))}
    </button>
  </div>`;
}

function zoneControl(view: BookerView): TemplateResult | typeof nothing {
  if (view.hides('timezone')) return nothing;
  const name = zoneName(view);
  if (view.zoneLocked) return html`<p class="zone" part="timezone">${name}</p>`;
  return html`<button
    type="button"
    class="zone"
    id="zone"
    part="timezone"
    aria-haspopup="dialog"
    aria-label=${view.words.changeZone(name)}
    @click=${(event: Event) => view.act.openZones(event.currentTarget as HTMLElement)}
  >
    ${name} ${icon('down')}
  </button>`;
}
