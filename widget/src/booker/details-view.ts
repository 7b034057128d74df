import type { TemplateResult } from 'lit';
import type { MeetingTypeView } from '../shared/api.ts';
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
  return html`
    ${type.hosts.length ? hosts(visit, type.hosts) : nothing}
    ${visit.hides('heading') ? nothing : html`<h2 part="header">${type.title}</h2>`}
    <ul class="facts">
      ${flow.step === 'form' ? whenLine(visit) : nothing}
      <li>${icon(PATHS.clock)}${durations(visit)}</li>
      ${place(visit, type.locations)}
      ${type.capacity > 1 ? html`<li>${icon(PATHS.people)}<span>${words.group(type.capacity)}</span></li>` : nothing}
    </ul>
    ${type.description ? about(visit, type.description) : nothing}
    ${type.notice ? html`<p class="about notice">${type.notice}</p>` : nothing}
    <slot name="details"></slot>
  `;
}

/** Up to four by name; of more, three and how many others. */
function hosts(visit: Visit, all: MeetingTypeView['hosts']): TemplateResult {
  const { html } = visit.element.kit;
  const named = all.slice(0, all.length === 4 ? 4 : 3).map(({ name }) => name);
  const others = all.length - named.length;
  return html`<p class="hosts">
    <span class="faces">${all.slice(0, 3).map((host) => face(visit, host))}</span>
    <span>${named.join(', ')}${others ? ` ${restWords(visit).others(others)}` : ''}</span>
  </p>`;
}

/** Where it takes place; of several places, which the form asks for, the names alone. */
function place(visit: Visit, places: MeetingTypeView['locations']): TemplateResult | symbol {
  const { html, icon, nothing } = visit.element.kit;
  const [first] = places;
  if (!first) return nothing;
  const names = places.map(({ kind, label }) => label || restWords(visit).places[kind]);
  const address = places.length === 1 && first.address;
  return html`<li>${icon(PATHS[first.kind])}<span>${[...new Set(names)].join(' · ')}${
    address ? html`<small>${address}</small>` : nothing
  }</span></li>`;
}

/** A long text is folded where there is little room, so that the month stays in view. */
function about(visit: Visit, text: string): TemplateResult {
  const { html } = visit.element.kit;
  const words = restWords(visit);
  if (text.length < 160) return html`<p class="about">${text}</p>`;
  return html`<div class="about">
    <p>${text}</p>
    <button type="button" class="link fold" aria-expanded="false" @click=${unfold}>
      <span>${words.more}</span><span>${words.less}</span>
    </button>
  </div>`;
}

function unfold({ currentTarget }: Event): void {
  const button = currentTarget as HTMLElement;
  button.setAttribute('aria-expanded', String(button.ariaExpanded !== 'true'));
}

function face(visit: Visit, host: { name: string; avatarUrl?: string | undefined }): TemplateResult {
  const { html } = visit.element.kit;
  if (host.avatarUrl) return html`<img src=${host.avatarUrl} alt="" width="32" height="32" loading="lazy" />`;
  const initials = host.name.split(/\s+/).map((word) => word[0] ?? '');
  return html`<i aria-hidden="true">${initials[0]}${initials.length > 1 ? initials.at(-1) : ''}</i>`;
}
