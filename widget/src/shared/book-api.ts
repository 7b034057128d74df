import type { BookedView, BookingBody, TypeApi } from './api.ts';
import { withWork } from './with-work.ts';

/** Sends what is let finish even where its element has left the page. */
const post = <T>({ request }: TypeApi, url: string, body: object, more: Record<string, string> = {}): Promise<T> =>
  withWork((headers) =>
    request(url, new AbortController().signal, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...more, ...headers },
      body: JSON.stringify(body),
    }),
  );

/** Has a code mailed that proves the address. */
export const askForCode = (api: TypeApi, email: string, locale: string): Promise<unknown> =>
  post(api, `${api.root}/verifications`, { email, locale });

/** Books. `key` is the Idempotency-Key: the same for each try of the same body. Comes with the form, not before. */
export const bookMeeting = (api: TypeApi, body: BookingBody, key: string): Promise<BookedView> =>
  post(api, `${api.root}/meetings`, body, { 'idempotency-key': key });
