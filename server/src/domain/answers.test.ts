import { expect, test } from 'vitest';
import { readAnswers } from './answers.ts';
import type { Question } from './meeting-type.ts';

const ask = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  key: 'q',
  label: 'Q',
  kind,
  required: false,
  ...(kind === 'select' ? { options: ['S', 'L'] } : {}),
  ...more,
});

test.each([
  [ask('text'), ' one line ', 'one line'],
  [ask('textarea'), 'two\nlines', 'two\nlines'],
  [ask('select'), 'S', 'S'],
  [ask('checkbox'), false, false],
  [ask('checkbox', { required: true }), true, true],
  [ask('phone'), '+33 (1) 23-45.67/89', '+33 (1) 23-45.67/89'],
  [ask('email'), 'ada@example.com', 'ada@example.com'],
  [ask('number'), '12.5', 12.5],
  [ask('number'), 0, 0],
])('%o takes %o', (question, given, value) => {
  expect(readAnswers([question], { q: given })).toEqual({ answers: [{ key: 'q', label: 'Q', value }], errors: [] });
});

test.each([
  [ask('text'), 'two\nlines', 'must be a single line'],
  [ask('text'), 3, 'must be a text'],
  [ask('select'), 'XXL', 'must be one of the options'],
  [ask('checkbox'), 'yes', 'must be true or false'],
  [ask('checkbox', { required: true }), false, 'must be accepted'],
  [ask('phone'), '1234', 'must be a telephone number'],
  [ask('phone'), 'call me', 'must be a telephone number'],
  [ask('email'), 'ada@example.com, bob@example.com', 'must be one address like name@example.com'],
  [ask('email'), 'ada@localhost', 'must be one address like name@example.com'],
  [ask('number'), 'many', 'must be a number'],
  [ask('number'), true, 'must be a number'],
  [ask('text', { required: true }), '  ', 'must be answered'],
])('%o refuses %o', (question, given, message) => {
  expect(readAnswers([question], { q: given })).toEqual({ answers: [], errors: [{ path: '/answers/q', message }] });
});

test('what is optional may be absent, what is required may not, and nothing else may be answered', () => {
  const questions = [ask('text'), ask('text', { key: 'must', required: true })];
  expect(readAnswers(questions, { 'a/b': 'x', constructor: 'y' }).errors).toEqual([
    { path: '/answers/a~1b', message: 'was not asked' },
    { path: '/answers/constructor', message: 'was not asked' },
    { path: '/answers/must', message: 'must be answered' },
  ]);
});
