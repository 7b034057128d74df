import { ApiFailure, request } from './api.ts';

/**
 * Sends what changes something: it is let finish even where its element has left the page. No cookie goes with it unless `credentials` say so.
 * Rejects with ApiFailure.
 */
export function send<T>(
  method: string,
  url: string,
  body?: object,
  headers?: Record<string, string>,
  credentials?: RequestCredentials,
): Promise<T> {
  return request(url, new AbortController().signal, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    ...(credentials && { credentials }),
  });
}

/** For `catch`: a success without a body is one all the same. */
export function unlessEmpty(cause: unknown): void {
  if (!(cause instanceof ApiFailure) || cause.status < 200 || cause.status > 299) throw cause;
}
