import type { MeetingTypeView } from '../shared/api.ts';
import type { Prefill } from './page-types.ts';
import type { Draft, VisitElement } from './visit.ts';

/** The form's first state: what the property says, else what the `prefill-…` attributes say. */
export function prefilled(element: VisitElement, type: MeetingTypeView | null): Draft {
  const { prefillName, prefillEmail, prefillPhone, prefillNotes, prefillGuests } = element;
  const attributes = filled({
    name: prefillName,
    email: prefillEmail,
    phone: prefillPhone,
    notes: prefillNotes,
    guests: prefillGuests,
  });
  return { ...attributes, ...draftOf(element.prefill ?? {}, type) };
}

/** What a page knows, as the form holds it. */
export function draftOf(prefill: Prefill, type: MeetingTypeView | null): Draft {
  const full = [prefill.firstName, prefill.lastName].filter(Boolean).join(' ');
  const place = type?.locations.findIndex(({ kind }) => kind === prefill.location) ?? -1;
  const draft = filled({
    name: prefill.name || full,
    email: prefill.email,
    phone: prefill.phone,
    notes: prefill.notes,
    guests: prefill.guests?.join('\n'),
    location: place < 0 ? null : String(place),
  });
  for (const [key, value] of Object.entries(prefill.answers ?? {})) {
    draft[`answer-${key}`] = typeof value === 'boolean' ? value : String(value);
  }
  return draft;
}

const filled = (texts: Record<string, string | null | undefined>): Draft =>
  Object.fromEntries(Object.entries(texts).filter((field): field is [string, string] => !!field[1]));
