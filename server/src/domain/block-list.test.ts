import { expect, test } from 'vitest';
import { isBlocked, readBlocked } from './block-list.ts';

const LIST = new Set(['eve@example.com', 'spam.example', 'eve@gmail.com']);

test.each([
  ['eve@example.com', true],
  ['Eve+news@EXAMPLE.com', true],
  ['e.ve@example.com', false],
  ['steve@example.com', false],
  ['E.V.E+1@googlemail.com', true],
  ['anyone@spam.example', true],
  ['anyone@mail.spam.example', true],
  ['anyone@notspam.example', false],
  ['anyone@example', false],
  ['spam.example@example.com', false],
])('%s is blocked: %s', (email, blocked) => {
  expect(isBlocked(LIST, email)).toBe(blocked);
});

test.each([
  ['Eve+x@Example.com', 'eve@example.com'],
  ['@Spam.Example', 'spam.example'],
  ['spam.example', 'spam.example'],
  ['@googlemail.com', 'gmail.com'],
  ['e.v.e@gmail.com', 'eve@gmail.com'],
  ['com', null],
  ['', null],
  ['eve@', null],
  ['eve@@example.com', null],
  ['eve adams@example.com', null],
  ['http://spam.example', null],
  ['*.spam.example', null],
  ['-a.example', null],
])('%j is kept as %j', (text, kept) => {
  expect(readBlocked(text)).toBe(kept);
});
