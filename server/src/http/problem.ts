import type { ErrorRequestHandler, Response } from 'express';
import { Failure, type FailureCode, type FieldError } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import type { ChallengeView, ProblemView } from './contract.ts';
import { sendLostPage, wantsPage } from './lost-page.ts';

/** What a failure code is over HTTP. The only place that knows both. */
const PROBLEMS: Readonly<Record<FailureCode | 'internal_error', { readonly status: number; readonly title: string }>> =
  {
    invalid_request: { status: 400, title: 'The request is not valid' },
    range_too_long: { status: 400, title: 'The range is too long' },
    unknown_time_zone: { status: 400, title: 'The time zone is not known' },
    type_not_found: { status: 404, title: 'There is no such meeting type' },
    not_found: { status: 404, title: 'Not found' },
    slot_taken: { status: 409, title: 'The time is taken' },
    slot_unavailable: { status: 422, title: 'The time is not offered' },
    answers_invalid: { status: 422, title: 'The answers are not valid' },
    too_many_open_meetings: { status: 409, title: 'Too many meetings are open with this address' },
    booking_refused: { status: 403, title: 'This is not booked online' },
    verification_required: { status: 422, title: 'The address is to be proved first' },
    verification_failed: { status: 422, title: 'The code does not prove the address' },
    idempotency_mismatch: { status: 422, title: 'The idempotency key was used for another request' },
    idempotency_in_progress: { status: 409, title: 'The first request with this key is still under way' },
    meeting_closed: { status: 409, title: 'The meeting takes no change' },
    version_conflict: { status: 412, title: 'It has changed meanwhile' },
    change_refused: { status: 409, title: 'The meeting cannot be changed so' },
    change_notice_passed: { status: 409, title: 'It is too late to change the meeting' },
    moves_used_up: { status: 409, title: 'The meeting cannot be moved any more' },
    already_delivered: { status: 409, title: 'It has been delivered already' },
    unauthorized: { status: 401, title: 'Who asks is not known' },
    forbidden: { status: 403, title: 'This is not allowed' },
    rate_limited: { status: 429, title: 'Too many requests' },
    proof_required: { status: 403, title: 'Work is to be done first' },
    body_too_large: { status: 413, title: 'The body is too large' },
    unsupported_media_type: { status: 415, title: 'The content type is not supported' },
    method_not_allowed: { status: 405, title: 'The method is not allowed here' },
    origin_refused: { status: 403, title: 'The origin may not do this' },
    temporarily_unavailable: { status: 503, title: 'Temporarily unavailable' },
    internal_error: { status: 500, title: 'Something went wrong here' },
  };

/** The HTTP status of a failure; a wrong body is 422, a wrong query, path or syntax 400. */
function statusOf(failure: Failure): number {
  if (failure.details.where === 'body' && PROBLEMS[failure.code].status === 400) return 422;
  return PROBLEMS[failure.code].status;
}

/**
 * Anything thrown, as the failure that its reader may know of: a Failure is itself, what Express and its body parser complain of
 * becomes one. Null for a bug, of which nothing is told.
 */
function asFailure(error: unknown): Failure | null {
  if (error instanceof Failure) return error;
  const { type, status } = Object(error) as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return new Failure('body_too_large', 'A body may hold at most 256 KiB.');
  if (type === 'charset.unsupported' || type === 'encoding.unsupported' || status === 415) {
    return new Failure('unsupported_media_type', 'Send the body as application/json in UTF-8.');
  }
  if (type === 'entity.parse.failed' || type === 'entity.verify.failed') {
    return new Failure('invalid_request', 'The body is not valid JSON in UTF-8.', {
      where: 'syntax',
      errors: [{ path: '', message: 'must be valid JSON in UTF-8' }],
    });
  }
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new Failure('invalid_request', 'The request cannot be read.', { where: 'syntax' });
  }
  return null;
}

function errorView({ path, message, line, column }: FieldError): NonNullable<ProblemView['errors']>[number] {
  return line === undefined || column === undefined ? { path, message } : { path, message, line, column };
}

/** A failure (null: a bug) as RFC 9457 has it. */
function problemView(failure: Failure | null, requestId: string): ProblemView {
  const code = failure?.code ?? 'internal_error';
  const { title, status } = PROBLEMS[code];
  const { errors, alternatives, triesLeft, challenge } = failure?.details ?? {};
  return {
    type: `urn:meeting-booker:problem:${code}`,
    title,
    status: failure ? statusOf(failure) : status,
    detail: failure?.message ?? 'The error was logged. Try again, and name the request id if it happens again.',
    code,
    ...(errors ? { errors: errors.map(errorView) } : {}),
    ...(alternatives ? { alternatives: alternatives.map(instantText) } : {}),
    ...(triesLeft === undefined ? {} : { triesLeft }),
    ...(challenge ? { challenge: challenge as ChallengeView } : {}),
    requestId,
  };
}

/** The last of the chain: every error becomes a problem, or a page where a person looks; a bug is handed to `logBug` whole. */
export function problemAnswers(logBug: (error: unknown, requestId: string) => void): ErrorRequestHandler {
  return (error, req, res, next) => {
    const failure = asFailure(error);
    // What has a cause is known to the caller, and the cause is for whoever runs the server.
    if (!failure || failure.cause !== undefined) logBug(failure?.cause ?? error, requestIdOf(res));
    if (res.headersSent) {
      next(error);
      return;
    }
    for (const name of ['ETag', 'Content-Encoding', 'Content-Disposition']) res.removeHeader(name);
    const { retryAfterSeconds } = failure?.details ?? {};
    if (retryAfterSeconds !== undefined) res.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterSeconds)));
    if (wantsPage(req)) sendLostPage(req, res, failure ? statusOf(failure) : 500);
    else sendProblem(res, problemView(failure, requestIdOf(res)));
  };
}

function sendProblem(res: Response, view: ProblemView): void {
  res.status(view.status).setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  res.end(JSON.stringify(view));
}

function requestIdOf(res: Response): string {
  return String(res.getHeader('X-Request-Id') ?? '');
}
