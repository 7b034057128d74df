import { html, nothing, type TemplateResult } from 'lit';
import type { BookerView } from './booker-view.ts';
import { icon } from './icons.ts';
import { when, zoneName } from './when.ts';

/** What is being booked and with whom; from the second step on also when. */
export function detailsView(view: BookerView): TemplateResult {
  const { type, flow, words } = view;
  if (!type) return html`<section class="details bones" part="details skeleton"><i></i><i></i><i></i></section>`;
  const names = type.hosts.map((host) => host.name);
  const [place] = type.locations;
  return html`<section class="details" part="details">
    ${
      names.length
        ? html`<p class="hosts">
          <span class="faces">${type.hosts.slice(0, 3).map(face)}</span>
          <span>${names.slice(0, 3).join(', ')}${names.length > 3 ? ` +${names.length - 3}` : ''}</span>
        </p>`
        : nothing
    }
    <h2 part="header">${type.title}</h2>
    <ul class="facts">
      ${
        flow.step === 'form' && flow.start !== null
          ? html`<li class="when">${icon('check')}<span><b>${when(view, flow.start)}</b> ${zoneName(view)}</span></li>`
          : nothing
      }
      <li>${icon('clock')}${durations(view)}</li>
      ${
        type.locations.length === 1 && place
          ? html`<li>${icon(place.kind)}<span>${place.label || words.places[place.kind]}${
              place.address ? html`<small>${place.address}</small>` : nothing
            }</span></li>`
          : nothing
      }
      ${type.capacity > 1 ? html`<li>${icon('people')}<span>${words.group(type.capacity)}</span></li>` : nothing}
    </ul>
    ${type.description ? html`<p class="about">${type.description}</p>` : nothing}
    ${type.notice ? html`<p class="about notice">${type.notice}</p>` : nothing}
  </section>`;
}

function face(host: { name: string; avatarUrl?: string | undefined }): TemplateResult {
  if (host.avatarUrl) return html`<img src=${host.avatarUrl} alt="" width="32" height="32" loading="lazy" />`;
  const initials = host.name.split(/\s+/).map((word) => word[0] ?? '');
  return html`<i aria-hidden="true">${initials[0]}${initials.length > 1 ? initials.at(-1) : ''}</i>`;
}

function durations(view: BookerView): TemplateResult {
  const { type, words, durationMinutes, flow, act } = view;
  const choices = type?.durationsMinutes ?? [];
  if (choices.length < 2 || flow.step !== 'picking' || view.hides('duration')) {
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
          @change=${() => act.chooseDuration(minutes)}
        /><span>${words.minutes(minutes)}</span></label
      >`,
    )}
  </fieldset>`;
}
