import { setTimeout as delay } from 'node:timers/promises';
import { type Answer, book, isBooked } from './booking.ts';

/* Visitors who go on booking whatever happens, as a careful page does: each with a key, asked again until there is an answer that counts. */

/** Those who book, and what they were told. */
export interface Visitors {
  /** Ids of the meetings that were granted, by their starts. */
  readonly granted: ReadonlyMap<string, string>;
  /** How often a 503 was answered. */
  readonly refusals: number;
  /** Answers that nobody should have had, in words. */
  readonly wrong: readonly string[];
  /** Waits until so many more bookings were granted; throws when none was for half a minute. */
  more(bookings: number): Promise<void>;
  /** Takes up no further start, and waits until every one that was taken up has been granted or refused for good. */
  stop(): Promise<void>;
}

const AT_ONCE = 8;
const PATIENCE_MS = 30_000;

/**
 * Sends them: each takes the next of `starts`, asks one process after the other, and asks again with the same key where the answer was lost or
 * 503. Every start is a booking of its own, so each must be granted in the end.
 */
export function sendVisitors(urls: readonly string[], slug: string, starts: Iterable<string>): Visitors {
  const granted = new Map<string, string>();
  const wrong: string[] = [];
  const line = starts[Symbol.iterator]();
  let refusals = 0;
  let isOver = false;
  let turn = 0;

  async function askOnce(start: string, key: string): Promise<Answer | null> {
    turn += 1;
    const email = `${key}@example.com`;
    return book(urls[turn % urls.length] ?? '', slug, start, email, {}, { 'idempotency-key': key }).catch(() => null);
  }

  async function bookFor(start: string): Promise<void> {
    const key = `visitor-${start.replaceAll(/\D/g, '')}`;
    const patience = AbortSignal.timeout(2 * PATIENCE_MS);
    for (let tries = 1; !patience.aborted; tries += 1) {
      const answer = await askOnce(start, key);
      if (answer && isBooked(answer)) {
        granted.set(start, answer.body.meeting.id);
        return;
      }
      if (answer?.status === 503 && (answer.retryAfter ?? 0) >= 1) refusals += 1;
      else if (answer && !('code' in answer.body && answer.body.code === 'idempotency_in_progress')) {
        wrong.push(`${start}, try ${tries}: ${answer.status} ${JSON.stringify(answer.body)}`);
        return;
      }
      await delay(100);
    }
    wrong.push(`${start} was never granted`);
  }

  async function visit(): Promise<void> {
    for (let next = line.next(); !next.done && !isOver; next = line.next()) await bookFor(next.value);
  }

  const all = Promise.all(Array.from({ length: AT_ONCE }, visit));
  return {
    granted,
    wrong,
    get refusals() {
      return refusals;
    },
    async more(bookings) {
      for (const goal = granted.size + bookings; granted.size < goal; ) {
        const before = granted.size;
        const deadline = Date.now() + PATIENCE_MS;
        while (granted.size === before) {
          if (Date.now() > deadline) throw new Error(`nobody books any more:\n${wrong.join('\n')}`);
          await delay(10);
        }
      }
    },
    async stop() {
      isOver = true;
      await all;
    },
  };
}
