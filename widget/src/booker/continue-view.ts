import type { TemplateResult } from 'lit';
import type { Visit } from './visit.ts';

/** The button that goes on with the marked time; it books at once where the page wants no form and prefill is enough. */
export function continueView(visit: Visit): TemplateResult | symbol {
  const { element, flow, slots } = visit;
  const { rest, words, kit } = element;
  const { start } = flow;
  const waits = (element.confirmSlot || element.skipForm) && slots.some((slot) => slot.start === start);
  if (!rest || start === null || !waits) return kit.nothing;
  const books = element.skipForm && rest.complete(visit);
  const goOn = () => {
    if (rest.proceed(visit, start) && books) rest.sendBooking(visit);
  };
  return kit.html`<div class="send">
    <button type="button" class="submit" id="continue" part="continue" @click=${goOn}>${
      books ? rest.bookLabel(visit, start) : words.goOn
    }</button>
  </div>`;
}
