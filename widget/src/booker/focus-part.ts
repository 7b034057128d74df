import type { Step } from './booking-flow.ts';
import type { VisitElement } from './visit.ts';

const FIRST: Record<Step, string> = { picking: 'day', form: 'input', booked: 'done-heading' };

/** Puts the focus on a part: of the days on the one that holds the Tab stop, of other parts on the first. */
export function focusPart(
  { renderRoot, step }: VisitElement & { readonly step: Step },
  { target, ...options }: FocusOptions & { target?: string } = {},
): void {
  const part = `[part~="${CSS.escape(target ?? FIRST[step])}"]`;
  const find = (selector: string) => renderRoot.querySelector<HTMLElement>(selector);
  (find(`${part}[tabindex="0"]`) ?? find(part))?.focus(options);
}
