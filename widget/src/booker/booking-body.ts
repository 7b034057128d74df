import type { BookingBody, MeetingTypeView } from '../shared/api.ts';
import type { Words as CoreWords } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import { restWords } from './rest-words.ts';
import type { Draft, Visit } from './visit.ts';

type Words = CoreWords & RestWords;
type Kind = MeetingTypeView['questions'][number]['kind'] | 'guests' | 'places';

/** One thing that the form asks. `name` is the field's name, `path` where the body of the booking holds it. */
export interface Field {
  readonly name: string;
  readonly path: string;
  readonly label: string;
  readonly kind: Kind;
  readonly required: boolean;
  readonly options?: readonly string[];
  readonly hint?: string;
  readonly autocomplete?: string;
  /** A telephone number that must name its country. */
  readonly international?: boolean;
}

/** Which of the type's places was chosen; the first where there is no choice. */
function chosenPlace(type: MeetingTypeView, draft: Draft): MeetingTypeView['locations'][number] | undefined {
  return type.locations[Number(draft.location ?? 0)] ?? type.locations[0];
}

/** What the form asks for, in order: who, where, the type's questions, notes. */
export function fieldsOf(visit: Visit): Field[] {
  const { type } = visit;
  if (!type) return [];
  const words = restWords(visit);
  const fields: Field[] = [
    { name: 'name', path: '/client/name', label: words.name, kind: 'text', required: true, autocomplete: 'name' },
    { name: 'email', path: '/client/email', label: words.email, kind: 'email', required: true, autocomplete: 'email' },
  ];
  if (type.locations.length > 1) {
    const options = type.locations.map(({ kind, label }) => label || words.places[kind]);
    fields.push({ name: 'location', path: '/location', label: words.place, kind: 'places', required: false, options });
  }
  fields.push(...numberFields(type, visit.draft ?? {}, words));
  for (const { key, options, ...question } of type.questions) {
    fields.push({ ...question, name: `answer-${key}`, path: `/answers/${key}`, ...(options && { options }) });
  }
  if (type.maxGuests > 0 && !visit.hides('guests')) {
    const hint = words.guestsHint(type.maxGuests);
    fields.push({ name: 'guests', path: '/guests', label: words.guests, kind: 'guests', required: false, hint });
  }
  if (!visit.hides('notes')) {
    fields.push({ name: 'notes', path: '/description', label: words.notes, kind: 'textarea', required: false });
  }
  return fields;
}

/** Whether to be texted, where that can be had, and a number for whatever needs one: no number is asked for otherwise. */
function numberFields(type: MeetingTypeView, draft: Draft, words: Words): Field[] {
  const texted = wantsTexts(type, draft);
  const called = chosenPlace(type, draft)?.kind === 'phone';
  const phone: Field = {
    name: 'phone',
    path: '/client/phone',
    label: words.phone,
    kind: 'phone',
    required: true,
    autocomplete: 'tel',
    // Beside the tick nothing comes or goes, so that it stays under the finger.
    ...(type.textMessages && { international: texted, hint: words.phoneHint + (called ? '' : ` ${words.textsHint}`) }),
  };
  const ask: Field = {
    name: 'texts',
    path: '/client/textMessages',
    label: words.texts,
    kind: 'checkbox',
    required: false,
  };
  const asked = type.textMessages ? [ask] : [];
  if (called) return [phone, ...asked];
  return texted ? [...asked, phone] : asked;
}

const wantsTexts = (type: MeetingTypeView, draft: Draft): boolean => !!type.textMessages && draft.texts === true;

/** Those that are shown: what a page hides shows only when something is wrong with it. */
export function shownFields(visit: Visit): Field[] {
  const { hiddenFields, kit } = visit.element;
  const hidden = kit.tokens(hiddenFields);
  return fieldsOf(visit).filter(({ name }) => !hidden.includes(name) || name in visit.flow.errors);
}

/** The addresses in a text of several, however they are set apart. */
const addressesIn = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

/** Looks like one address; the server has the last word. */
const isAddress = (text: string): boolean => /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/.test(text);

/** Begins with a country code and has enough digits; the server has the last word. */
const isInternational = (text: string): boolean => /^(?:\+|00)[1-9]/.test(text) && text.replace(/\D/g, '').length > 6;

/** What is wrong with a field's value, in words, or null. */
export function fieldError(
  field: Field,
  value: string | boolean | undefined,
  words: Words,
  maxGuests: number,
): string | null {
  const text = typeof value === 'string' ? value.trim() : '';
  if (!text && value !== true) return field.required ? missing(field, words) : null;
  switch (field.kind) {
    case 'email':
      return isAddress(text) ? null : words.badEmail;
    case 'phone':
      return !field.international || isInternational(text) ? null : words.badPhone;
    case 'number':
      return Number.isFinite(Number(text)) ? null : words.badNumber;
    case 'guests': {
      const addresses = addressesIn(text);
      return addresses.length <= maxGuests && addresses.every(isAddress) ? null : words.badGuests(maxGuests);
    }
    default:
      return null;
  }
}

function missing({ name, kind }: Field, words: Words): string {
  if (name === 'name') return words.missingName;
  const byKind: Partial<Record<Kind, string>> = {
    checkbox: words.missingTick,
    select: words.missingChoice,
    email: words.badEmail,
    number: words.badNumber,
  };
  return byKind[kind] ?? words.missing;
}

/** The field that a problem's pointer speaks of: `/answers/topic`, `/guests/0`, … */
export const fieldAt = (fields: readonly Field[], pointer: string): Field | undefined =>
  fields.find(({ path }) => pointer === path || pointer.startsWith(`${path}/`));

/** What the wire does not hold in a field of the form. */
export interface BookingRest {
  /** Epoch ms. */
  readonly start: number;
  readonly durationMinutes: number;
  readonly timeZone: string;
  readonly locale: string;
  readonly metadata: Readonly<Record<string, string>> | null;
}

/** The request that books, of what was typed. */
export function bookingBody(
  type: MeetingTypeView,
  fields: readonly Field[],
  draft: Draft,
  rest: BookingRest,
): BookingBody {
  const text = (name: string) => String(draft[name] ?? '').trim();
  const asked = (name: string) => fields.some((field) => field.name === name) && text(name) !== '';
  const answers = fields
    .filter(({ name, kind }) => name.startsWith('answer-') && (kind === 'checkbox' || asked(name)))
    .map(({ name, kind }) => [name.slice(7), answer(kind, draft[name])] as const);
  const place = chosenPlace(type, draft);
  const { start, metadata, ...plain } = rest;
  return {
    ...plain,
    start: new Date(start).toISOString(),
    client: {
      name: text('name'),
      email: text('email'),
      ...(asked('phone') && { phone: text('phone') }),
      ...(wantsTexts(type, draft) && { textMessages: true }),
    },
    ...(asked('guests') && { guests: addressesIn(text('guests')) }),
    ...(place && { location: { kind: place.kind, ...(place.label && { label: place.label }) } }),
    ...(answers.length && { answers: Object.fromEntries(answers) }),
    ...(asked('notes') && { description: text('notes') }),
    ...(metadata && { metadata }),
  };
}

function answer(kind: Kind, value: string | boolean | undefined): string | number | boolean {
  if (kind === 'checkbox') return value === true;
  return kind === 'number' ? Number(value) : String(value).trim();
}
