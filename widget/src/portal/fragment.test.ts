import { expect, it } from 'vitest';
import { fragment, readFragment } from './fragment.ts';

it.each([
  ['', { id: null, task: null }],
  ['#move', { id: null, task: 'move' }],
  ['#cancel', { id: null, task: 'cancel' }],
  ['#mtg_01', { id: 'mtg_01', task: null }],
  ['#mtg_01/move', { id: 'mtg_01', task: 'move' }],
] as const)('%s is read and written alike', (hash, place) => {
  expect(readFragment(hash)).toEqual(place);
  expect(fragment(place)).toBe(hash);
});

it.each(['#top', '#constructor', '#mtg_', '#mtg_1%2f..', '#/'])('%s is none of ours', (hash) => {
  expect(readFragment(hash)).toEqual({ id: null, task: null });
});
