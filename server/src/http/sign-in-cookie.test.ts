import { expect, test } from 'vitest';
import { clearSignInCookie, readSignInCookie, setSignInCookie } from './sign-in-cookie.ts';

const SAFE = { publicUrl: 'https://book.example' };
const PLAIN = { publicUrl: 'http://localhost:4000' };

function written(run: (res: never) => void): string {
  const headers: string[] = [];
  run({ append: (_: string, value: string) => headers.push(value) } as never);
  return headers.join('\n');
}

test('without TLS the cookie has a plain name, and browsers keep it all the same', () => {
  expect(written((res) => setSignInCookie(PLAIN, res, 'sgn_1'))).toBe(
    'meeting-booker=sgn_1; Path=/; HttpOnly; SameSite=Strict; Max-Age=7776000',
  );
  expect(written((res) => clearSignInCookie(PLAIN, res))).toBe(
    'meeting-booker=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0',
  );
});

test('each is read under its own name alone', () => {
  const req = { headers: { cookie: 'meeting-booker=a; x__Host-meeting-booker=b;__Host-meeting-booker=c=d' } };
  expect(readSignInCookie(SAFE, req)).toBe('c');
  expect(readSignInCookie(PLAIN, req)).toBe('a');
  expect(readSignInCookie(PLAIN, { headers: {} })).toBeNull();
});
