import type { BookedView, BookingBody, MeetingTypeView, ProblemView, SlotsView } from '@meeting-booker/server/contract';

export type { BookedView, BookingBody, MeetingTypeView, SlotsView };

/**
 * What kept an answer from coming: a code of the server's, or one of ours: `offline` (no connection), `timeout`,
 * `unexpected` (an answer that is none of the contract's).
 */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  /** HTTP status, 0 where none came. */
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly problem: Partial<ProblemView>;

  constructor(code: string, status = 0, problem: Partial<ProblemView> = {}, retryAfterSeconds: number | null = null) {
    super(problem.detail ?? code);
    this.code = code;
    this.status = status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** Whether the same request may succeed later. */
  get retryable(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

const TIMEOUT_MS = 20_000;

/**
 * One request. Rejects with ApiFailure, or with the signal's own reason where it was aborted: then nobody waits for
 * the answer any more.
 */
async function request<T>(url: URL, signal: AbortSignal, init: RequestInit = {}): Promise<T> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      ...init,
      credentials: 'omit',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    text = await response.text();
  } catch (cause) {
    signal.throwIfAborted();
    throw new ApiFailure((cause as Error).name === 'TimeoutError' ? 'timeout' : 'offline');
  }
  const body = parse(text);
  if (response.ok && body) return body as T;
  const problem: Partial<ProblemView> = body ?? {};
  const wait = Number(response.headers.get('retry-after')) || null;
  throw new ApiFailure(problem.code ?? 'unexpected', response.status, problem, wait);
}

function parse(text: string): object | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The server's public routes, for one meeting type. Every call ends with `signal`, at the latest after 20 s. */
export interface TypeApi {
  type(signal: AbortSignal): Promise<MeetingTypeView>;
  /** Bookable starts in `[from, to)` (epoch ms), with the offsets of `timeZone` over that span. */
  slots(query: SlotsRange, signal: AbortSignal): Promise<SlotsView>;
  /** `key` is the Idempotency-Key: the same for each try of the same body. */
  book(body: BookingBody, key: string, signal: AbortSignal): Promise<BookedView>;
}

export interface SlotsRange {
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
  readonly durationMinutes: number | undefined;
}

/** @param server the address that the server's paths hang on, with its closing slash */
export function typeApi(server: string, slug: string): TypeApi {
  const root = `${new URL(`api/types/${encodeURIComponent(slug)}`, server)}`;
  return {
    type: (signal) => request(new URL(root), signal),
    slots(query, signal) {
      const url = new URL(`${root}/slots`);
      for (const [name, value] of Object.entries(query)) {
        const text = name === 'from' || name === 'to' ? new Date(value).toISOString() : value;
        if (text !== undefined) url.searchParams.set(name, text);
      }
      return request(url, signal);
    },
    book: (body, key, signal) =>
      request(new URL(`${root}/meetings`), signal, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(body),
      }),
  };
}
