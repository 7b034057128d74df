/** One mistake in what a caller sent: where (JSON pointer, or a parameter's name) and what, as a sentence. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
  /** Where in a text of several lines, from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** Every way in which a request can be refused. The code is stable and stands on the wire. */
export type FailureCode =
  | 'invalid_request'
  | 'range_too_long'
  | 'unknown_time_zone'
  | 'type_not_found'
  | 'not_found'
  | 'slot_taken'
  | 'slot_unavailable'
  | 'answers_invalid'
  | 'too_many_open_meetings'
  | 'booking_refused'
  | 'verification_required'
  | 'verification_failed'
  | 'idempotency_mismatch'
  | 'idempotency_in_progress'
  | 'meeting_closed'
  | 'version_conflict'
  | 'change_refused'
  | 'change_notice_passed'
  | 'moves_used_up'
  | 'already_delivered'
  | 'unauthorized'
  | 'forbidden'
  | 'rate_limited'
  | 'proof_required'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'method_not_allowed'
  | 'origin_refused'
  | 'temporarily_unavailable';

/** What a failure carries besides its code: only what its reader may see. */
export interface FailureDetails {
  readonly errors?: readonly FieldError[];
  /** Nearest bookable starts, epoch milliseconds, nearest first (`slot_taken`). */
  readonly alternatives?: readonly number[];
  readonly retryAfterSeconds?: number;
  /** How many codes may still be tried (`verification_failed`); 0: another code is needed. */
  readonly triesLeft?: number;
  /** Work to be done first (`proof_required`), as it goes over the wire. */
  readonly challenge?: object;
  /** `body` turns `invalid_request` into 422, anything else is 400. */
  readonly where?: 'query' | 'path' | 'syntax' | 'body';
}

/**
 * A refusal that the caller can understand and act on. Domain and actions throw it; anything else that is thrown
 * is a bug. `detail` is a sentence for the reader of the answer and names no secret.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly details: FailureDetails;

  constructor(code: FailureCode, detail: string, details: FailureDetails = {}) {
    super(detail);
    this.code = code;
    this.details = details;
  }
}
