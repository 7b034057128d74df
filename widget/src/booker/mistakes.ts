import { type Field, fieldError } from './booking-body.ts';
import type { FieldErrors } from './booking-flow.ts';
import { restWords } from './rest-words.ts';
import type { Draft, Visit } from './visit.ts';

/** What is wrong with a draft, in words, by field name; empty where all is well. */
export function mistakes(visit: Visit, fields: readonly Field[], draft: Draft): FieldErrors {
  const words = restWords(visit);
  const found = fields.map((field) => [
    field.name,
    fieldError(field, draft[field.name], words, visit.type?.maxGuests ?? 0),
  ]);
  return Object.fromEntries(found.filter(([, error]) => error));
}
