import type { Choosing } from './chooser.ts';

/** The month comes from the side that it lies on; not for those who asked for less motion. */
export function slide({ element }: Choosing, forward: boolean): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const table = element.renderRoot.querySelector('table');
  if (!table) return;
  const rtl = getComputedStyle(table).direction === 'rtl';
  const from = { opacity: 0, transform: `translateX(${forward === rtl ? -12 : 12}px)` };
  table.animate([from, {}], { duration: 160, easing: 'ease-out' });
}
