import type { FieldError } from './failures.ts';
import type { Question } from './meeting-type.ts';

/** What was answered to one question, with the question as it stood. */
export interface Answer {
  readonly key: string;
  readonly label: string;
  readonly value: string | number | boolean;
}

/** Right answers in the questions' order, or every mistake, with JSON pointers below `/answers`. */
export interface ReadAnswers {
  readonly answers: readonly Answer[];
  readonly errors: readonly FieldError[];
}

const EMAIL = /^[^\s@,;<>()"]+@[^\s@,;<>()".]+(?:\.[^\s@,;<>()".]+)+$/;
const PHONE = /^[-+()./\d ]+$/;

/**
 * Holds answers against the questions that were asked. A text of nothing but space is no answer; a required checkbox must be ticked;
 * a number may come as its text, as from a form.
 */
export function readAnswers(
  questions: readonly Question[],
  given: Readonly<Record<string, string | number | boolean>>,
): ReadAnswers {
  const answers: Answer[] = [];
  const errors: FieldError[] = [];
  for (const { key } of unasked(questions, given)) errors.push({ path: pointer(key), message: 'was not asked' });
  for (const question of questions) {
    const { key, label } = question;
    const raw = Object.hasOwn(given, key) ? given[key] : undefined;
    const value = typeof raw === 'string' ? raw.trim() : raw;
    if (value === undefined || value === '') {
      if (question.required) errors.push({ path: pointer(key), message: 'must be answered' });
      continue;
    }
    const read = readAnswer(question, value);
    if (typeof read === 'object') errors.push({ path: pointer(key), message: read.mistake });
    else answers.push({ key, label, value: read });
  }
  return { answers, errors };
}

function unasked(questions: readonly Question[], given: object): { key: string }[] {
  const asked = new Set(questions.map((question) => question.key));
  return Object.keys(given)
    .filter((key) => !asked.has(key))
    .map((key) => ({ key }));
}

function readAnswer(
  question: Question,
  value: string | number | boolean,
): string | number | boolean | { readonly mistake: string } {
  if (question.kind === 'checkbox') {
    if (typeof value !== 'boolean') return { mistake: 'must be true or false' };
    return question.required && !value ? { mistake: 'must be accepted' } : value;
  }
  if (question.kind === 'number') {
    const number = typeof value === 'string' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : { mistake: 'must be a number' };
  }
  if (typeof value !== 'string') return { mistake: 'must be a text' };
  const mistake = mistakeInText(question, value);
  return mistake === null ? value : { mistake };
}

function mistakeInText(question: Question, value: string): string | null {
  switch (question.kind) {
    case 'select':
      return question.options?.includes(value) ? null : 'must be one of the options';
    case 'email':
      return value.length <= 254 && EMAIL.test(value) ? null : 'must be one address like name@example.com';
    case 'phone':
      return PHONE.test(value) && hasPhoneLength(value) ? null : 'must be a telephone number';
    case 'text':
      return value.includes('\n') ? 'must be a single line' : null;
    default:
      return null;
  }
}

function hasPhoneLength(value: string): boolean {
  const digits = value.replace(/\D/g, '').length;
  return digits >= 5 && digits <= 20;
}

/** RFC 6901. */
function pointer(key: string): string {
  return `/answers/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
