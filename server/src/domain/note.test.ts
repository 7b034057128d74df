import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Author, changedNote, type Note, seenBy, seenNotes } from './note.ts';

const ada: Author = { role: 'client', clientId: 'cli_ada', name: 'Ada' };
const camille: Author = { role: 'host', hostId: 'hst_camille', name: 'Camille' };
const ben: Author = { role: 'host', hostId: 'hst_ben', name: 'Ben' };

const note = (change: Partial<Note> = {}): Note => ({
  id: 'not_1',
  meetingId: 'mtg_1',
  author: { role: 'host', id: 'hst_camille', name: 'Camille' },
  body: 'first',
  sharedAt: null,
  createdAt: 100,
  updatedAt: 100,
  revisions: [],
  ...change,
});

test('a client sees nothing of a private note, and every host sees it whole', () => {
  expect(seenBy(note(), ada)).toBeNull();
  expect(seenBy(note(), ben)).toMatchObject({ body: 'first', shared: false, mine: false });
  expect(seenBy(note(), camille)).toMatchObject({ shared: false, mine: true });
});

test('an earlier text is kept with the time in which it stood', () => {
  const twice = changedNote(changedNote(note(), { body: 'second' }, 200), { body: 'third' }, 300);
  expect(seenBy(twice, camille)).toMatchObject({
    body: 'third',
    createdAt: 100,
    updatedAt: 300,
    revisions: [
      { body: 'first', writtenAt: 100, replacedAt: 200 },
      { body: 'second', writtenAt: 200, replacedAt: 300 },
    ],
  });
});

test('to a client a note begins when it was shared, with the text that it then had', () => {
  const shared = changedNote(changedNote(note(), { body: 'second' }, 200), { share: true, body: 'third' }, 300);
  expect(seenBy(shared, ada)).toEqual({
    id: 'not_1',
    author: { role: 'host', name: 'Camille' },
    body: 'third',
    shared: true,
    mine: false,
    createdAt: 300,
    updatedAt: 300,
    revisions: [],
  });
  const edited = changedNote(shared, { body: 'fourth' }, 400);
  expect(seenBy(edited, ada)?.revisions).toEqual([{ body: 'third', writtenAt: 300, replacedAt: 400 }]);
});

test('whatever the clocks say, a client is never shown a text from before the note was shared, and every one since', () => {
  const step = fc.record({ share: fc.boolean(), now: fc.integer({ min: 0, max: 50 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let current = note({ createdAt: 25, updatedAt: 25, body: 'private 0' });
      const shown: string[] = [];
      steps.forEach(({ share, now }, index) => {
        const isShared = share || current.sharedAt !== null;
        const body = `${isShared ? 'shared' : 'private'} ${index + 1}`;
        current = changedNote(current, { body, share }, now);
        if (isShared) shown.push(body);
      });
      const seen = seenBy(current, ada);
      expect(seen ? [...seen.revisions.map((revision) => revision.body), seen.body] : []).toEqual(shown);
      const times = seen?.revisions.flatMap(({ writtenAt, replacedAt }) => [writtenAt, replacedAt]) ?? [];
      expect(times.every((time) => time >= (current.sharedAt ?? 0) && time <= current.updatedAt)).toBe(true);
    }),
  );
});

test('what changes nothing is the very same note', () => {
  const before = note({ sharedAt: 150 });
  expect(changedNote(before, { body: 'first', share: true }, 300)).toBe(before);
});

test('a client reads notes in the order in which they were shared, a host in the order in which they were written', () => {
  const late = note({ id: 'not_a', createdAt: 1, sharedAt: 500 });
  const own = note({
    id: 'not_b',
    createdAt: 50,
    sharedAt: 50,
    author: { role: 'client', id: 'cli_ada', name: 'Ada' },
  });
  const hidden = note({ id: 'not_c', createdAt: 60 });
  const ids = (reader: Author) => seenNotes([late, own, hidden], reader).map(({ id }) => id);
  expect(ids(ada)).toEqual(['not_b', 'not_a']);
  expect(ids(ben)).toEqual(['not_a', 'not_b', 'not_c']);
});

test('a note is its author’s alone, and a host is no client of the same id', () => {
  const own = note({ sharedAt: 1 });
  expect(seenBy(own, ada)?.mine).toBe(false);
  expect(seenBy(own, { role: 'client', clientId: 'hst_camille', name: 'Camille' })?.mine).toBe(false);
});
