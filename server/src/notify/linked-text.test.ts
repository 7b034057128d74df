import { expect, test } from 'vitest';
import { linkedText } from './linked-text.ts';

const links = (text: string) => linkedText(text).flatMap((piece) => ('link' in piece ? [piece.link] : []));

test.each([
  ['See https://example.com/plan?a=1&b=2#top, then call.', ['https://example.com/plan?a=1&b=2#top']],
  ['(https://en.example/wiki/Attic_(house)).', ['https://en.example/wiki/Attic_(house)']],
  ['« http://exemple.fr/page » et « https://exemple.fr… »', ['http://exemple.fr/page', 'https://exemple.fr']],
  ['https://a.example\nhttps://b.example/x!', ['https://a.example', 'https://b.example/x']],
  ['HTTPS://EXAMPLE.COM/', ['HTTPS://EXAMPLE.COM/']],
  ['javascript:alert(1) data:text/html,x ftp://a.example file:///etc', []],
  ['https:// https://. http://?', []],
  ['https://bank.example@evil.example/ https://a:b@evil.example', []],
  ['xhttps://example.com', []],
  ['https://example.com/"onclick="x <https://b.example>', ['https://example.com/', 'https://b.example']],
  ['https://example.com/\u202egpj.exe', ['https://example.com/']],
])('%s', (text, expected) => {
  expect(links(text)).toEqual(expected);
  expect(
    linkedText(text)
      .map((piece) => ('link' in piece ? piece.link : piece.text))
      .join(''),
  ).toBe(text);
});

test('a long row of brackets is read in no time', () => {
  expect(links(`https://a.example/${'('.repeat(20_000)}${')'.repeat(80_000)}`)).toHaveLength(1);
});
