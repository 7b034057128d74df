import type { BookedView, BookingBody, MeetingTypeView, ProblemView, SlotsView } from '@meeting-booker/server/contract';

export type { BookedView, BookingBody, MeetingTypeView, SlotsView };

interface Told {
  /** The server's, or one of ours: `offline` (no connection), `timeout`, `unexpected` (not of the contract). */
  readonly code: string;
  /** HTTP status, 0 where no answer came. */
  readonly status: number;
  readonly retryAfterSeconds: number | null;
  readonly problem: Partial<ProblemView>;
}

/** What kept an answer from coming. */
export class ApiFailure extends Error implements Told {
  declare readonly code: string;
  declare readonly status: number;
  declare readonly retryAfterSeconds: number | null;
  declare readonly problem: Partial<ProblemView>;

  constructor(told: Partial<Told>) {
    super(told.code);
    Object.assign(this, { name: 'ApiFailure', status: 0, retryAfterSeconds: null, problem: {} }, told);
  }
}

const TIMEOUT_MS = 20_000;

/**
 * One request. Rejects with ApiFailure, or with the signal's own reason where it was aborted: then nobody waits for
 * the answer any more.
 */
export async function request<T>(url: string, signal: AbortSignal, init?: RequestInit): Promise<T> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  let response: Response | undefined;
  try {
    response = await fetch(url, { credentials: 'omit', ...init, signal: AbortSignal.any([signal, timeout]) });
    const body = await response.json();
    if (response.ok) return body;
    const { status, headers } = response;
    const retryAfterSeconds = Number(headers.get('retry-after')) || null;
    throw new ApiFailure({ code: body.code ?? 'unexpected', status, problem: body, retryAfterSeconds });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof ApiFailure) throw cause;
    // An answer that is no JSON came from something in between.
    const code = timeout.aborted ? 'timeout' : cause instanceof SyntaxError ? 'unexpected' : 'offline';
    throw new ApiFailure({ code, status: response?.status ?? 0 });
  }
}

/** The server's public routes, for one meeting type. Every call ends with `signal`, at the latest after 20 s. */
export interface TypeApi {
  /** Where the type's routes begin. */
  readonly root: string;
  readonly request: typeof request;
  type(signal: AbortSignal): Promise<MeetingTypeView>;
  /** Bookable starts in `[from, to)` (epoch ms), with the offsets of the query's zone over that span. */
  slots(query: SlotsQuery, from: number, to: number, signal: AbortSignal): Promise<SlotsView>;
  /** Books in the server's place, where the page does; undefined where it does not. */
  book?(body: BookingBody, key: string): Promise<BookedView> | undefined;
}

/** What slots are asked for; without a duration, the type's first. */
export interface SlotsQuery {
  readonly timeZone: string;
  readonly durationMinutes?: number;
}

/** @param server the address that the server's paths hang on, with its closing slash */
export function typeApi(server: string, slug: string): TypeApi {
  const root = `${server}api/types/${encodeURIComponent(slug)}`;
  const text = (instant: number) => new Date(instant).toISOString();
  return {
    root,
    request,
    type: (signal) => request(root, signal),
    slots(query, from, to, signal) {
      const fields = { ...query, from: text(from), to: text(to) } as unknown as Record<string, string>;
      return request(`${root}/slots?${new URLSearchParams(fields)}`, signal);
    },
  };
}
