import type { BookedView, ProblemView, SlotsView } from '@meeting-booker/server/contract';

/* The API as a program uses it. */

const DAY_MS = 86_400_000;

/** What a booking came to. */
export type Answer = (
  | { readonly status: 201; readonly body: BookedView }
  | { readonly status: number; readonly body: ProblemView }
) & {
  /** The header Retry-After, in seconds; null where there is none. */
  readonly retryAfter: number | null;
};

/** Whether it was granted. */
export function isBooked(answer: Answer): answer is Extract<Answer, { readonly status: 201 }> {
  return answer.status === 201;
}

/** The bookable starts of a type in the next `days` days, from tomorrow on, as the wire writes them. Throws unless it is answered 200. */
export async function offeredStarts(url: string, slug: string, days = 14, durationMinutes?: number): Promise<string[]> {
  const from = Math.floor(Date.now() / DAY_MS + 1) * DAY_MS;
  const query = new URLSearchParams({
    from: new Date(from).toISOString(),
    to: new Date(from + days * DAY_MS).toISOString(),
    ...(durationMinutes !== undefined && { durationMinutes: String(durationMinutes) }),
  });
  const response = await fetch(`${url}/api/types/${slug}/slots?${query}`);
  if (response.status !== 200) throw new Error(`slots answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as SlotsView).slots;
}

/** Books `start` for a client of this address, in Paris, with whatever else the body should hold. */
export async function book(
  url: string,
  slug: string,
  start: string,
  email: string,
  more: Readonly<Record<string, unknown>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await fetch(`${url}/api/types/${slug}/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ start, timeZone: 'Europe/Paris', client: { name: 'Ada', email }, ...more }),
  });
  const retryAfter = response.headers.get('retry-after');
  return {
    status: response.status,
    body: await response.json(),
    retryAfter: retryAfter === null ? null : Number(retryAfter),
  } as Answer;
}
