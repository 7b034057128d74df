import type { TemplateResult } from 'lit';
import { durations } from './durations-view.ts';
import { whenLine } from './form-view.ts';
import { PATHS } from './rest-icons.ts';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';

/** What is being booked and with whom; from the second step on also when. */
export function detailsView(visit: Visit): TemplateResult {
  const { type, flow } = visit;
  if (!type) return visit.element.kit.bones(3);
  const { html, icon, nothing } = visit.element.kit;
  const words = restWords(visit);
  const names = type.hosts.map((host) => host.name);
  const [place] = type.locations;
  return html`
    ${
      names.length
        ? html`<p class="hosts">
          <span class="faces">${type.hosts.slice(0, 3).map((host) => face(visit, host))}</span>
          <span>${names.slice(0, 3).join(', ')}${names.length > 3 ? ` +${names.length - 3}` : ''}</span>
        </p>`
        : nothing
    }
    <h2 part="header">${type.title}</h2>
    <ul class="facts">
      ${flow.step === 'form' ? whenLine(visit) : nothing}
      <li>${icon(PATHS.clock)}${durations(visit)}</li>
      ${
        type.locations.length === 1 && place
          ? html`<li>${icon(PATHS[place.kind])}<span>${place.label || words.places[place.kind]}${
              place.address ? html`<small>${place.address}</small>` : nothing
            }</span></li>`
          : nothing
      }
      ${type.capacity > 1 ? html`<li>${icon(PATHS.people)}<span>${words.group(type.capacity)}</span></li>` : nothing}
    </ul>
    ${type.description ? html`<p class="about">${type.description}</p>` : nothing}
    ${type.notice ? html`<p class="about notice">${type.notice}</p>` : nothing}
  `;
}

function face(visit: Visit, host: { name: string; avatarUrl?: string | undefined }): TemplateResult {
  const { html } = visit.element.kit;
  if (host.avatarUrl) return html`<img src=${host.avatarUrl} alt="" width="32" height="32" loading="lazy" />`;
  const initials = host.name.split(/\s+/).map((word) => word[0] ?? '');
  return html`<i aria-hidden="true">${initials[0]}${initials.length > 1 ? initials.at(-1) : ''}</i>`;
}
