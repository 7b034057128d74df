import { expect, it } from 'vitest';
import { noteParts } from './note-text.ts';

const links = (body: string) => noteParts(body).flatMap(({ href }) => href ?? []);
const whole = (body: string) =>
  noteParts(body)
    .map(({ text }) => text)
    .join('');

it('loses nothing of the text', () => {
  for (const body of [
    '',
    'plain',
    'a https://x.example/b c',
    'https://x.example',
    '(https://x.example/a)\n\nhttp://y.example.',
  ])
    expect(whole(body)).toBe(body);
});

it.each([
  ['See https://x.example/a?b=c#d for more', ['https://x.example/a?b=c#d']],
  ['End of sentence: http://x.example/a.', ['http://x.example/a']],
  ['(as in https://x.example/a)', ['https://x.example/a']],
  ['https://x.example/a_(b)', ['https://x.example/a_(b)']],
  ['« https://x.example/a », and “https://y.example/b”', ['https://x.example/a', 'https://y.example/b']],
  ['HTTPS://X.EXAMPLE/a', ['https://x.example/a']],
])('%s', (body, expected) => {
  expect(links(body)).toEqual(expected);
});

it.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'ftp://x.example',
  'www.x.example',
  'xhttps://x.example',
  'http://',
])('makes no link of %s', (body) => {
  expect(links(body)).toEqual([]);
});

it('leaves an address that would break out of its attribute as text', () => {
  expect(links('https://x.example/"onmouseover="alert(1)')).toEqual(['https://x.example/']);
});
