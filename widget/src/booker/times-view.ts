import { html, nothing, type TemplateResult } from 'lit';
import { offsetAt, offsetLabel, wallClock, zoneCity } from '../shared/zoned-format.ts';
import { chooseSlot } from './actions.ts';
import { bones } from './bones.ts';
import type { Choosing } from './chooser.ts';
import { failureView } from './failure-view.ts';
import { icon, paths } from './icons.ts';
import type { Slot } from './slot-months.ts';
import { zoneName } from './zone-name.ts';

/**
 * The chosen day's free times under Night, Morning, Afternoon and Evening, beneath the zone that they are told in. The box that
 * scrolls is kept out of the Tab order, where Firefox would put it.
 */
export function timesView(visit: Choosing): TemplateResult {
  const { date, month } = visit.flow;
  const { words, formats } = visit.element;
  const known = month && visit.months.at(month);
  const heading = date
    ? formats.day(date)
    : known && !known.days.size
      ? words.timesOn(formats.month(month), 0)
      : words.calendar;
  return html`<section class="times" part="slots">
    <header>
      <h3 id="times" tabindex="-1" part="slots-heading">${heading}</h3>
      ${zoneControl(visit)}
      <slot name="before-slots"></slot>
    </header>
    <div class="scroll" tabindex="-1">${content(visit)}</div>
    ${visit.element.page?.continueView(visit)}
  </section>`;
}

function content(visit: Choosing): TemplateResult | typeof nothing {
  const { flow, months, slots } = visit;
  const { rest } = visit.element;
  if (flow.unread) return failureView(visit, flow.unread);
  if (slots.length) return list(visit, slots);
  const times = months.at(flow.month);
  if (times?.days.size) return nothing;
  return times && rest ? rest.noneView(visit, times.next) : bones(6);
}

function list(visit: Choosing, slots: readonly Slot[]): TemplateResult {
  const { words, formats } = visit.element;
  const { months } = visit;
  const groups: Slot[][] = [[], [], [], []];
  const texts = slots.map(({ start }) => formats.time(wallClock(months.offsets, start)));
  for (const slot of slots) {
    const hour = wallClock(months.offsets, slot.start).getUTCHours();
    groups[hour < 5 ? 0 : hour < 12 ? 1 : hour < 18 ? 2 : 3]?.push(slot);
  }
  return html`${groups.map((group, index) =>
    group.length
      ? html`<h4 id="part${index}">${words.parts[index]}</h4>
          <ul part="slot-group" aria-labelledby="part${index}">
            ${group.map((slot) => html`<li>${slotButton(visit, slot, texts)}</li>`)}
          </ul>`
      : nothing,
  )}`;
}

function slotButton(visit: Choosing, { start, seatsLeft }: Slot, texts: readonly string[]): TemplateResult {
  const { words, formats } = visit.element;
  const { months, flow } = visit;
  const time = formats.time(wallClock(months.offsets, start));
  // When clocks go back an hour comes twice; only the offset tells the two apart.
  const twice = texts.indexOf(time) !== texts.lastIndexOf(time);
  const text = twice ? `${time} (${offsetLabel(offsetAt(months.offsets, start))})` : time;
  const part = flow.start === start ? 'slot slot-selected' : 'slot';
  return html`<button
    type="button"
    class=${part}
    part=${part}
    data-start=${start}
    @click=${() => chooseSlot(visit, start)}
  >
    <span>${text}<span class="sr">, ${words.zone(zoneCity(visit.timeZone))}</span></span>
    ${seatsLeft === null ? nothing : html`<small>${words.seats(seatsLeft)}</small>`}
  </button>`;
}

/** The zone that times are told in, and the way to another. */
export function zoneControl(visit: Choosing, name = zoneName(visit)): TemplateResult | typeof nothing {
  if (visit.hides('timezone')) return nothing;
  return html`<button
    type="button"
    class="zone"
    id="zone"
    part="timezone"
    aria-haspopup="dialog"
    aria-label=${visit.element.words.changeZone(name, visit.zoneLocked)}
    @click=${(event: Event) => visit.element.openZones(event.currentTarget as HTMLElement)}
  >
    ${name} ${icon(paths.down)}
  </button>`;
}
