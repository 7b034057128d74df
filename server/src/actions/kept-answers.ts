import type { Store } from '../store/database.ts';

/** An answer, and until when (epoch milliseconds) it holds unless something is written. */
export interface Kept<Answer> {
  readonly answer: Answer;
  readonly validUntil: number;
}

/** The answers of one store that hold at one version of it, oldest first. */
interface Cache {
  version: number | string;
  readonly answers: Map<string, Kept<unknown>>;
}

const KEPT_ANSWERS = 500;

const caches = new WeakMap<Store, Cache>();

/** The answer under this key, the same object while nothing is written and it holds at `now` (epoch milliseconds); else `find` is asked. */
export async function keptAnswer<Answer>(
  store: Store,
  key: string,
  now: number,
  find: () => Promise<Kept<Answer>>,
): Promise<Answer> {
  const cache = await cacheOf(store);
  const kept = cache.answers.get(key) as Kept<Answer> | undefined;
  if (kept && now < kept.validUntil) {
    // Last in line for being forgotten.
    cache.answers.delete(key);
    cache.answers.set(key, kept);
    return kept.answer;
  }
  const { version } = cache;
  const fresh = await find();
  // What was written while this was read may be missing in it.
  if (cache.version === version && (await store.version()) === version) remember(cache, key, fresh);
  return fresh.answer;
}

async function cacheOf(store: Store): Promise<Cache> {
  const version = await store.version();
  let cache = caches.get(store);
  if (!cache) {
    cache = { version, answers: new Map() };
    caches.set(store, cache);
  }
  if (cache.version !== version) {
    cache.version = version;
    cache.answers.clear();
  }
  return cache;
}

function remember(cache: Cache, key: string, kept: Kept<unknown>): void {
  cache.answers.delete(key);
  const oldest = cache.answers.keys().next();
  if (cache.answers.size >= KEPT_ANSWERS && !oldest.done) cache.answers.delete(oldest.value);
  cache.answers.set(key, kept);
}
