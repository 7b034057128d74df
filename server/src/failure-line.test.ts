import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Failure } from './domain/failures.ts';
import { failureLine } from './failure-line.ts';

function thrownBy(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

test('what the system refuses is named by its file or its port', () => {
  expect(failureLine(thrownBy(() => readFileSync('/no/such/file')))).toBe('/no/such/file does not exist.');
  const taken = Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 4000, address: '::' });
  expect(failureLine(taken)).toBe('Port 4000 is already taken by another program.');
});

test('a refusal lists its mistakes, one a line with its path', () => {
  const failure = new Failure('invalid_request', 'The settings have 2 mistakes.', {
    errors: [
      { path: '/types/0/slug', message: 'is required' },
      { path: '', message: 'must be an object' },
    ],
  });
  expect(failureLine(failure)).toBe(
    'The settings have 2 mistakes.\n  /types/0/slug: is required\n  /: must be an object',
  );
});

test('anything else is its message on one line, without a stack', () => {
  expect(failureLine(new Error('one\n  two'))).toBe('one two');
});
