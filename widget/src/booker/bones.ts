import { html, type TemplateResult } from 'lit';

/** Bars where words are still awaited. */
export const bones = (count: number): TemplateResult =>
  html`<div class="bones" part="skeleton">${Array.from({ length: count }, () => html`<i></i>`)}</div>`;
