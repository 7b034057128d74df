import type { TemplateResult } from 'lit';
import type { Choosing } from './chooser.ts';
import { restWords } from './rest-words.ts';

/** The way on from a month without a free time, which the heading above tells. */
export function noneView(visit: Choosing, next: number | null): TemplateResult {
  const { formats, kit } = visit.element;
  const { html, chooseDate, localDate, retry } = kit;
  const { months } = visit;
  const words = restWords(visit);
  if (next === null) {
    return html`<div class="none">
      <p>${words.noneAtAll}</p>
      <slot name="empty"></slot>
      <button type="button" class="quiet" @click=${() => retry(visit)}>${words.lookAgain}</button>
    </div>`;
  }
  const date = localDate(months.offsets, next);
  return html`<div class="none">
    <slot name="empty"></slot>
    <button type="button" class="quiet" part="next-available" @click=${() => chooseDate(visit, date)}>
      ${words.nextFree(formats.day(date))}
    </button>
  </div>`;
}

/** The same for the status line. */
export function noneStatus(visit: Choosing, next: number | null): string {
  const { formats, kit } = visit.element;
  const words = restWords(visit);
  if (next === null) return words.noneAtAll;
  const day = formats.day(kit.localDate(visit.months.offsets, next));
  return `${words.noneIn(formats.month(visit.flow.month ?? visit.today))} ${words.nextFree(day)}`;
}
