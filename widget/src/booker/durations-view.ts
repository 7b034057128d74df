import type { TemplateResult } from 'lit';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';

/** The length of the meeting; a choice where the type has several and no time is chosen yet. */
export function durations(visit: Visit): TemplateResult {
  const { type, durationMinutes, flow } = visit;
  const words = restWords(visit);
  const { html } = visit.element.kit;
  const choices = type?.durationsMinutes ?? [];
  if (choices.length < 2 || flow.step !== 'picking' || visit.hides('duration')) {
    return html`<span>${words.minutes(durationMinutes)}</span>`;
  }
  return html`<fieldset class="segments">
    <legend>${words.duration}</legend>
    ${choices.map(
      (minutes) => html`<label
        ><input
          type="radio"
          name="duration"
          .checked=${minutes === durationMinutes}
          @change=${() => choose(visit, minutes)}
        /><span>${words.minutes(minutes)}</span></label
      >`,
    )}
  </fieldset>`;
}

function choose(visit: Visit, minutes: number): void {
  visit.acted = true;
  visit.retime(undefined, minutes);
}
