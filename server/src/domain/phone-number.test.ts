import { expect, test } from 'vitest';
import { maskedNumber, readPhoneNumber } from './phone-number.ts';

test.each([
  ['+33 6 12 34 56 78', '+33612345678'],
  ['+33 (0)6.12.34.56.78', '+33612345678'],
  ['0033612345678', '+33612345678'],
  ['+1 (202) 555-0123', '+12025550123'],
  ['＋81 90‑1234‑5678', '+819012345678'],
  ['+49/151/23456789', '+4915123456789'],
])('%s is %s', (text, number) => {
  expect(readPhoneNumber(text)).toBe(number);
});

test.each([
  ['06 12 34 56 78'],
  ['+0612345678'],
  ['+331234'],
  ['+1234567890123456'],
  ['+33 6 12 34 56 78 ext. 4'],
  ['+33612345678;+33612345679'],
  ['call me'],
  [''],
])('"%s" is no number with a country code', (text) => {
  expect(readPhoneNumber(text)).toBeNull();
});

test('of a number its beginning and end are shown', () => {
  expect(maskedNumber('+33612345678')).toBe('+33…78');
});
