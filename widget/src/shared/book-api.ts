import type { BookedView, BookingBody, TypeApi } from './api.ts';

/** Has a code mailed that proves the address. */
export const askForCode = ({ root, request }: TypeApi, email: string, locale: string): Promise<unknown> =>
  request(`${root}/verifications`, new AbortController().signal, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, locale }),
  });

/** Books. `key` is the Idempotency-Key: the same for each try of the same body. Comes with the form, not before. */
export const bookMeeting = ({ root, request }: TypeApi, body: BookingBody, key: string): Promise<BookedView> =>
  // A booking under way is let finish even where its element has left the page.
  request(`${root}/meetings`, new AbortController().signal, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });
