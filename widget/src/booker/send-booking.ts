import type { ApiFailure, BookedView, BookingBody } from '../shared/api.ts';
import type { Words } from '../shared/locales/en.ts';
import type { FormWords } from '../shared/locales/en-form.ts';
import { bookingBody, type Field, fieldAt, fieldError, fieldsOf } from './booking-body.ts';
import type { FieldErrors } from './booking-flow.ts';
import type { Visit } from './visit.ts';

const SLOW_MS = 5_000;

// This file stands alone, so the element's own class is not at hand to compare with.
const isFailure = (cause: unknown): cause is ApiFailure => (cause as Error)?.name === 'ApiFailure';

const wordsOf = (visit: Visit) => visit.settings.words as Words & FormWords;

/** Checks what was typed, asks the page, books, and shows what came of it. Once at a time. */
export async function sendBooking(visit: Visit): Promise<void> {
  const { flow, type, settings, draft, durationMinutes, timeZone } = visit;
  if (!type || flow.sending || flow.step !== 'form' || flow.start === null) return;
  const { start } = flow;
  const fields = fieldsOf(type, draft, wordsOf(visit), settings.hides);
  const errors = mistakes(visit, fields);
  if (Object.keys(errors).length) return invalid(visit, errors);
  const { locale, metadata } = settings;
  const body = bookingBody(type, fields, draft, { start, durationMinutes, timeZone, locale, metadata });
  visit.happen({ kind: 'sent' });
  const slow = setTimeout(() => visit.happen({ kind: 'slow' }), SLOW_MS);
  try {
    if (await pageAllows(visit, start, body)) accept(visit, await send(visit, body));
  } catch (cause) {
    if (!isFailure(cause)) throw cause;
    await refused(visit, cause, start, fields);
  } finally {
    clearTimeout(slow);
  }
}

/**
 * The same body keeps its key over all tries, so that none books twice. While an earlier try is still under way on the
 * server, asks again a few times rather than send the visitor away in doubt.
 */
async function send(visit: Visit, body: BookingBody): Promise<BookedView> {
  const text = JSON.stringify(body);
  if (visit.attempt?.body !== text) visit.attempt = { body: text, key: newKey() };
  for (let tries = 1; ; tries++) {
    try {
      // A booking under way is let finish even where its element has left the page.
      return await visit.api.book(body, visit.attempt.key, new AbortController().signal);
    } catch (cause) {
      if (!isFailure(cause) || cause.code !== 'idempotency_in_progress' || tries > 4) throw cause;
      await new Promise((resolve) => setTimeout(resolve, tries * 500));
    }
  }
}

/** A key that nobody else makes; not `randomUUID`, which pages without TLS lack. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

function mistakes(visit: Visit, fields: readonly Field[]): FieldErrors {
  const { draft, type } = visit;
  const found = fields.map((field) => [
    field.name,
    fieldError(field, draft[field.name], wordsOf(visit), type?.maxGuests ?? 0),
  ]);
  return Object.fromEntries(found.filter(([, error]) => error));
}

function invalid(visit: Visit, errors: FieldErrors): void {
  visit.happen({ kind: 'invalid', errors }, '#summary');
  visit.emit('mb-invalid', { fields: Object.keys(errors) });
}

/** The page may book by itself (prevent), or make us wait for a promise, and refuse by rejecting it with its reason. */
async function pageAllows(visit: Visit, start: number, values: BookingBody): Promise<boolean> {
  const waits: Promise<unknown>[] = [];
  const waitUntil = (promise: Promise<unknown>) => void waits.push(promise);
  try {
    if (visit.emit('mb-before-book', { slot: visit.slot(start), values, waitUntil })) {
      await Promise.all(waits);
      return true;
    }
    visit.happen({ kind: 'stopped', trouble: null });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    visit.happen({ kind: 'stopped', trouble: { kind: 'refused', reason } }, '#trouble');
  }
  return false;
}

function accept(visit: Visit, result: BookedView): void {
  const { id, uid, start, end, timeZone, status } = result.meeting;
  visit.result = result;
  visit.months.expire();
  visit.emit('mb-booked', { meetingId: id, uid, start, end, timeZone, status });
  // A page that prevents the step shows its own thanks; the form stays as it was sent and cannot be sent again.
  if (visit.mayStep('booked')) visit.happen({ kind: 'booked' }, '#done');
}

async function refused(visit: Visit, failure: ApiFailure, start: number, fields: readonly Field[]): Promise<void> {
  const { code, problem } = failure;
  if (code === 'slot_taken')
    return taken(
      visit,
      start,
      (problem.alternatives ?? []).map((at) => Date.parse(at)),
    );
  visit.failed('book', failure);
  if (code === 'slot_unavailable') {
    visit.months.expire();
    visit.happen({ kind: 'stopped', trouble: { kind: 'moved' } }, '#trouble');
    return visit.readMonth();
  }
  const errors = fieldProblems(visit, problem.errors ?? [], fields);
  if (Object.keys(errors).length) return invalid(visit, errors);
  const { retryAfterSeconds } = failure;
  const trouble =
    failure.status === 422
      ? ({ kind: 'refused', reason: '' } as const)
      : ({ kind: 'failed', code, retryAfterSeconds } as const);
  visit.happen({ kind: 'stopped', trouble }, '#trouble');
}

/** The server's mistakes by field, in the visitor's language where we have the words. */
function fieldProblems(
  visit: Visit,
  errors: readonly { path: string; message: string }[],
  fields: readonly Field[],
): FieldErrors {
  const words = wordsOf(visit);
  const found: Record<string, string> = {};
  for (const { path, message } of errors) {
    const field = fieldAt(fields, path);
    if (!field) continue;
    const ours = {
      email: words.badEmail,
      number: words.badNumber,
      guests: words.badGuests(visit.type?.maxGuests ?? 0),
    };
    const own = field.kind in ours ? ours[field.kind as keyof typeof ours] : null;
    found[field.name] = own ?? (words.lang === 'en' ? `${field.label} ${message}` : words.badField(field.label));
  }
  return found;
}

async function taken(visit: Visit, start: number, alternatives: number[]): Promise<void> {
  visit.months.expire();
  // Offsets for other months may be unknown yet; without them the nearest times could be told an hour off.
  await visit.months.cover(alternatives).catch(() => {});
  const detail = { slot: visit.slot(start), alternatives: alternatives.map((at) => visit.slot(at).start) };
  const trouble = visit.emit('mb-slot-taken', detail) ? ({ kind: 'taken', alternatives } as const) : null;
  visit.happen({ kind: 'stopped', trouble }, '#trouble');
}
