import type { ApiFailure, TypeApi } from '../shared/api.ts';
import type { DataSource } from './page-types.ts';
import type { VisitElement } from './visit.ts';

/** The server's routes, with the page's own answers in place of those that its `dataSource` gives. */
export function sourceApi(api: TypeApi, element: VisitElement): TypeApi {
  const type = element.type ?? '';
  const source = (): DataSource => element.dataSource ?? {};
  const text = (instant: number) => new Date(instant).toISOString();
  const ask = <T>(answer: Promise<T> | undefined, signal?: AbortSignal) =>
    answer && told(answer, element.kit.ApiFailure, signal);
  return {
    ...api,
    type: (signal) => ask(source().getType?.(type, signal), signal) ?? api.type(signal),
    slots: (query, from, to, signal) =>
      ask(source().getSlots?.({ ...query, type, from: text(from), to: text(to) }, signal), signal) ??
      api.slots(query, from, to, signal),
    book: (body, key) => ask(source().book?.(body, key)),
  };
}

/** A page's refusal, in the shape of the server's; nobody waits for an answer once `signal` is aborted. */
async function told<T>(answer: Promise<T>, Failure: typeof ApiFailure, signal?: AbortSignal): Promise<T> {
  try {
    const value = await answer;
    signal?.throwIfAborted();
    return value;
  } catch (cause) {
    signal?.throwIfAborted();
    const { code, status, ...problem } = Object(cause);
    throw new Failure({ code: code ?? 'unexpected', status: status ?? 0, problem });
  }
}
