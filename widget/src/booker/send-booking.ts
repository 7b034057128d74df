import type { ApiFailure, BookedView, BookingBody, MeetingTypeView } from '../shared/api.ts';
import { bookMeeting } from '../shared/book-api.ts';
import { bookingBody, type Field, fieldAt, fieldsOf } from './booking-body.ts';
import type { FieldErrors, Trouble } from './booking-flow.ts';
import { cover } from './cover.ts';
import { refusalWords } from './failure-words.ts';
import { invalid, sent, slowed, stopped, wasBooked } from './form-flow.ts';
import { mistakes } from './mistakes.ts';
import { mustProve, refuseCode, sendCode } from './prove-address.ts';
import { restWords } from './rest-words.ts';
import type { Draft, PageApi, Visit, VisitElement } from './visit.ts';

const SLOW_MS = 5_000;

// This file stands alone, so the element's own class is not at hand to compare with.
const isFailure = (cause: unknown): cause is ApiFailure => (cause as Error)?.name === 'ApiFailure';

/** Checks what was typed, asks the page, books, and shows what came of it. Once at a time. */
export async function sendBooking(visit: Visit): Promise<void> {
  const { flow, type, draft } = visit;
  if (!type || !draft || flow.sending || flow.step !== 'form' || flow.start === null) return;
  const { start } = flow;
  const fields = fieldsOf(visit);
  visit.become(sent(flow));
  const slow = setTimeout(() => visit.become(slowed(visit.flow)), SLOW_MS);
  try {
    const page = asksMore(visit.element) ? await bringPage(visit) : null;
    const body = await checked(visit, { type, start, fields, draft }, page);
    if (body && !(await mustProve(visit, body)) && (await pageAllows(visit, start, body))) {
      if (!visit.element.dryRun) accept(visit, await send(visit, body));
      finish(visit, page);
    }
  } catch (cause) {
    if (!isFailure(cause)) throw cause;
    await refused(visit, cause, start, fields);
  } finally {
    clearTimeout(slow);
  }
}

/** Has the code sent once more. Not while anything is under way. */
export async function sendCodeAgain(visit: Visit): Promise<void> {
  const { flow } = visit;
  if (flow.sending || !flow.proof) return;
  visit.become(sent(flow));
  try {
    await sendCode(visit, flow.proof.email);
  } catch (cause) {
    if (!isFailure(cause)) throw cause;
    visit.tell('book', cause);
    stop(visit, { kind: 'failed', failure: cause });
  }
}

/** Whether the page has wishes that its file sees to. */
const asksMore = (element: VisitElement): boolean =>
  !!(element.validate || element.utm || element.redirect || element.querySelector(':scope > [slot]'));

async function bringPage({ element }: Visit): Promise<PageApi> {
  try {
    return await element.bringPage();
  } catch {
    throw new element.kit.ApiFailure({ code: 'offline' });
  }
}

interface Wish {
  readonly type: MeetingTypeView;
  readonly start: number;
  readonly fields: readonly Field[];
  readonly draft: Draft;
}

/** What is to be sent, with what the page's own controls add; null where something is wrong, which then is shown. */
async function checked(visit: Visit, wish: Wish, page: PageApi | null): Promise<BookingBody | null> {
  const { element, durationMinutes, timeZone } = visit;
  const { type, fields, start } = wish;
  const given = page?.given(visit);
  const draft = { ...wish.draft, ...given?.answers };
  let errors = mistakes(visit, fields, draft);
  const metadata = given ? { ...given.metadata, ...element.metadata } : element.metadata;
  const { formatTag: locale } = element;
  const body = bookingBody(type, fields, draft, { start, durationMinutes, timeZone, locale, metadata });
  if (isEmpty(errors) && given?.wrong.length) {
    stop(visit, null);
    given.wrong[0]?.reportValidity?.();
    visit.emit('mb-invalid', { fields: given.wrong.map(({ name }) => name) });
    return null;
  }
  if (isEmpty(errors) && page) errors = await page.check(element, body);
  if (isEmpty(errors)) return body;
  showErrors(visit, errors);
  return null;
}

const isEmpty = (errors: FieldErrors): boolean => !Object.keys(errors).length;

/**
 * The same body keeps its key over all tries, so that none books twice. While an earlier try is still under way on the
 * server, asks again a few times rather than send the visitor away in doubt.
 */
async function send(visit: Visit, wanted: BookingBody): Promise<BookedView> {
  const { proof } = visit.flow;
  const body = proof?.code ? { ...wanted, verification: { code: proof.code } } : wanted;
  const text = JSON.stringify(body);
  if (visit.attempt?.body !== text) visit.attempt = { body: text, key: newKey() };
  for (let tries = 1; ; tries++) {
    try {
      const { api, attempt } = visit;
      return await (api.book?.(body, attempt.key) ?? bookMeeting(api, body, attempt.key));
    } catch (cause) {
      if (!isFailure(cause) || cause.code !== 'idempotency_in_progress' || tries > 4) throw cause;
      await new Promise((resolve) => setTimeout(resolve, tries * 500));
    }
  }
}

/** A key that nobody else makes; not `randomUUID`, which pages without TLS lack. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');

function showErrors(visit: Visit, errors: FieldErrors): void {
  visit.become(invalid(visit.flow, errors), '#summary');
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
    stop(visit, null);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    stop(visit, { kind: 'refused', reason });
  }
  return false;
}

function accept(visit: Visit, result: BookedView): void {
  const { id, uid, start, end, timeZone, status } = result.meeting;
  visit.result = result;
  visit.months.expire();
  visit.emit('mb-booked', { meetingId: id, uid, start, end, timeZone, status });
  visit.element.keep();
}

/** A page that prevents the step shows its own thanks; the form stays as it was sent and cannot be sent again. */
function finish(visit: Visit, page: PageApi | null): void {
  if (!visit.maySee('booked')) return;
  visit.become(wasBooked(visit.flow), '#done');
  if (visit.result) page?.leave(visit.element);
}

async function refused(visit: Visit, failure: ApiFailure, start: number, fields: readonly Field[]): Promise<void> {
  const { code, problem } = failure;
  if (code === 'slot_taken')
    return taken(
      visit,
      start,
      (problem.alternatives ?? []).map((at) => Date.parse(at)),
    );
  visit.tell('book', failure);
  if (code === 'verification_required' && visit.type) {
    // The type was read before it asked for this.
    visit.type = { ...visit.type, requiresVerifiedEmail: true };
    stop(visit, null);
    return sendBooking(visit);
  }
  if (code === 'verification_failed') return refuseCode(visit, problem.triesLeft ?? 0);
  if (code === 'slot_unavailable') {
    visit.months.expire();
    stop(visit, { kind: 'moved' });
    return visit.readMonth();
  }
  const errors = fieldProblems(visit, problem.errors ?? [], fields);
  if (!isEmpty(errors)) return showErrors(visit, errors);
  const reason = refusalWords(visit, code);
  stop(visit, reason || failure.status === 422 ? { kind: 'refused', reason } : { kind: 'failed', failure });
}

const stop = (visit: Visit, trouble: Trouble | null) => visit.become(stopped(visit.flow, trouble), '#trouble');

/** The server's mistakes by field, in the visitor's language where we have the words. */
function fieldProblems(
  visit: Visit,
  errors: readonly { path: string; message: string }[],
  fields: readonly Field[],
): FieldErrors {
  const words = restWords(visit);
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
    found[field.name] = own ?? (words.lang === 'en' ? sentence(message) : words.badField);
  }
  return found;
}

async function taken(visit: Visit, start: number, alternatives: number[]): Promise<void> {
  visit.months.expire();
  // Offsets for other months may be unknown yet; without them the nearest times could be told an hour off.
  await cover(visit.months, alternatives).catch(() => {});
  const detail = { slot: visit.slot(start), alternatives: alternatives.map((at) => visit.slot(at).start) };
  stop(visit, visit.emit('mb-slot-taken', detail) ? { kind: 'taken', alternatives } : null);
}

/** A message of the wire begins small and ends without a stop: `must be a single line`. */
const sentence = (message: string): string => message.charAt(0).toUpperCase() + message.slice(1);
