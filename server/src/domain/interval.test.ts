import { expect, test } from 'vitest';
import { clip, merge } from './interval.ts';

const span = (start: number, end: number) => ({ start, end });

test('clipping keeps what lies inside the bounds and nothing that only touches them', () => {
  expect(clip(span(0, 10), span(5, 20))).toEqual(span(5, 10));
  expect(clip(span(6, 8), span(5, 20))).toEqual(span(6, 8));
  expect(clip(span(0, 5), span(5, 20))).toBeNull();
  expect(clip(span(20, 30), span(5, 20))).toBeNull();
});

test('merging joins overlapping and touching intervals in whatever order they come, and drops empty ones', () => {
  expect(merge([span(30, 40), span(5, 10), span(0, 6), span(10, 12), span(20, 20), span(50, 45)])).toEqual([
    span(0, 12),
    span(30, 40),
  ]);
});

test('merging keeps the longer end when one interval lies inside another', () => {
  expect(merge([span(0, 100), span(10, 20), span(90, 95)])).toEqual([span(0, 100)]);
});
