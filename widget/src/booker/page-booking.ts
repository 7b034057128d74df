import type { BookingBody } from '../shared/api.ts';
import { type Controls, controlsIn } from './slotted-controls.ts';
import type { Draft, Visit, VisitElement } from './visit.ts';

/** What the page adds to what was typed. */
export interface Given {
  /** Answers to the type's questions, by field name. */
  readonly answers: Draft;
  /** What the type does not ask, and the campaign that brought the visitor. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The page's own controls that are not filled in as they should be. */
  readonly wrong: Controls['wrong'];
}

/** Gathers it from the page's controls in our slots and from `utm`. */
export function given({ element, type }: Visit): Given {
  const { values, wrong } = controlsIn(element.querySelectorAll(':scope > [slot|="form"], :scope > [slot="consent"]'));
  const answers: Draft = {};
  const metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (type?.questions.some(({ key }) => key === name)) answers[`answer-${name}`] = value;
    else if (value !== '') metadata[name] = String(value);
  }
  return { answers, metadata: { ...campaign(element.utm), ...metadata }, wrong };
}

/** `utm_source` and its like: of the page's address, or as the page says. */
function campaign(utm: VisitElement['utm']): Record<string, string> {
  const told = typeof utm === 'object' && utm ? Object.entries(utm) : [];
  const found =
    utm === 'auto' ? [...new URLSearchParams(location.search)].filter(([name]) => /^utm_/.test(name)) : told;
  return Object.fromEntries(
    found.slice(0, 10).map(([name, value]) => [name.replace(/^(utm_)?/, 'utm_').slice(0, 40), line(value)]),
  );
}

/** What anybody may have written into an address, as the wire takes it: one line, not too long. */
const line = (text: string): string => text.replace(/\p{C}/gu, ' ').slice(0, 500).toWellFormed();

/** What the page finds wrong with a booking, by field name. */
export async function check({ validate }: VisitElement, body: BookingBody): Promise<Record<string, string>> {
  return { ...(await validate?.(body)) };
}

/** On to the page that was set for afterwards. */
export function leave({ redirect }: VisitElement): void {
  const address = redirect && new URL(redirect, document.baseURI);
  if (address && /^https?:$/.test(address.protocol)) location.assign(address);
}
