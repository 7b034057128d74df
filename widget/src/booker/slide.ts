import type { Visit } from './visit.ts';

/** The month comes from the side that it lies on; not for those who asked for less motion. */
export function slide({ element }: Visit, forward: boolean): void {
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
  const rtl = getComputedStyle(element).direction === 'rtl';
  const from = { opacity: 0, transform: `translateX(${forward === rtl ? -12 : 12}px)` };
  element.shadowRoot?.querySelector('table')?.animate([from, {}], { duration: 160, easing: 'ease-out' });
}
