import { html, type TemplateResult } from 'lit';
import type { ApiFailure } from '../shared/api.ts';
import { retry } from './actions.ts';
import type { Choosing } from './chooser.ts';

/** What kept something from being read, and the way to ask again. The exact words come with the rest. */
export function failureView(visit: Choosing, failure: ApiFailure): TemplateResult {
  const { words, rest } = visit.element;
  return html`<div class="alert" part="error" role="alert">
    <p>${rest ? rest.failureWords(visit, failure) : words.unexpected}</p>
    <button type="button" class="quiet" @click=${() => retry(visit)}>${words.again}</button>
  </div>`;
}
