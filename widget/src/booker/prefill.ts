import type { Draft, VisitElement } from './visit.ts';

/** The form's first state: what the property says, else what the `prefill-…` attributes say. */
export function prefilled(element: VisitElement): Draft {
  const prefill = element.prefill ?? {};
  const full = [prefill.firstName, prefill.lastName].filter(Boolean).join(' ');
  const known: Record<string, string | null | undefined> = {
    name: prefill.name || full,
    email: prefill.email,
    phone: prefill.phone,
    notes: prefill.notes,
    guests: prefill.guests?.join('\n'),
  };
  const draft: Draft = {};
  for (const [field, value] of Object.entries(known)) {
    const text = value || element.getAttribute(`prefill-${field}`);
    if (text) draft[field] = text;
  }
  for (const [key, value] of Object.entries(prefill.answers ?? {})) {
    draft[`answer-${key}`] = typeof value === 'boolean' ? value : String(value);
  }
  return draft;
}
