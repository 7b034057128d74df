import { html, type TemplateResult } from 'lit';

const PATHS = {
  clock: 'M10 5.500v4.500l3 2M10 2.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15',
  video: 'M2.5 6h10v8h-10zM12.5 9l5-2.500v7l-5-2.5',
  phone:
    'M3 4a1.5 1.5 0 0 1 1.5-1.500h2.300l1.5 3.7-2 1.400a9.5 9.5 0 0 0 5.6 5.600l1.4-2 3.7 1.500v2.300a1.5 1.5 0 0 1-1.5 1.500A12.5 12.5 0 0 1 3 4',
  in_person:
    'M10 17.500s5.5-4.8 5.5-9.300a5.5 5.5 0 0 0-11 0c0 4.5 5.5 9.3 5.5 9.300M10 10.200a2 2 0 1 0 0-4 2 2 0 0 0 0 4',
  globe:
    'M10 2.500a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15M2.5 10h15M10 2.500c4.2 4.5 4.2 10.5 0 15-4.2-4.5-4.2-10.5 0-15',
  people:
    'M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2 16.500a5.5 5.5 0 0 1 11 0M12.5 3.800a3 3 0 0 1 0 5.500M15 11.800a5.5 5.5 0 0 1 3 4.7',
  previous: 'M12 4.5 6.5 10l5.5 5.5',
  next: 'M8 4.5 13.5 10 8 15.5',
  down: 'M5.5 8 10 12.5 14.5 8',
  check: 'M4 10.5 8 14.5 16 6',
};

/** A line drawing of 20 px, in the text's colour; says nothing to a screen reader. */
export const icon = (name: keyof typeof PATHS): TemplateResult =>
  html`<svg class="icon ${name}" viewBox="0 0 20 20" aria-hidden="true"><path d=${PATHS[name]}></path></svg>`;
