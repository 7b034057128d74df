import { html, nothing, type TemplateResult } from 'lit';
import { failureWords } from '../booker/failure-words.ts';
import type { ApiFailure } from '../shared/api.ts';
import type { Portal } from './portal.ts';

/** What kept something from being done, where the eye is. Taken times are shown with the times. */
export function troubleView(portal: Portal): TemplateResult | typeof nothing {
  const { trouble } = portal;
  if (!trouble || trouble.kind === 'taken') return nothing;
  const text = trouble.kind === 'words' ? trouble.text : reason(portal, trouble.failure);
  return html`<div class="alert" part="error" id="trouble" role="alert" tabindex="-1"><p>${text}</p></div>`;
}

/** What happened and what to do, for a failure's code. */
export function reason(portal: Portal, failure: ApiFailure): string {
  return failureWords(portal.calendar, failure);
}
