import { html, type TemplateResult } from 'lit';

/** Line drawings on a field of 20 by 20. */
export const paths = {
  previous: 'm12 4.5-5.5 5.5 5.5 5.5',
  next: 'm8 4.5 5.5 5.5-5.5 5.5',
  down: 'm5.5 8 4.5 4.5 4.5-4.5',
};

/** A drawing in the text's colour and of its size; says nothing to a screen reader. */
export const icon = (path: string, name = ''): TemplateResult =>
  html`<svg class="icon ${name}" viewBox="0 0 20 20" aria-hidden="true"><path d=${path}></path></svg>`;
