import { afterEach, expect, test } from 'vitest';
import type { Author } from '../domain/note.ts';
import { findMeeting } from '../store/meetings.ts';
import { addNote } from './add-note.ts';
import { bookMeeting } from './book-meeting.ts';
import { changeNote } from './change-note.ts';
import { deleteNote } from './delete-note.ts';
import { listNotes, notesStamp } from './list-notes.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const MINUTE = 60_000;

/** A meeting of Ada's with Claire, and both as authors. */
async function booked(more: object = {}) {
  team = await scratchTeam(scratchType('intro', more));
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z'));
  const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
  const client: Author = { role: 'client', clientId: meeting.clientId, name: 'Ada' };
  const host: Author = { role: 'host', hostId, name: 'Claire' };
  const write = (author: Author, body: string, shared?: boolean) =>
    addNote(team.ctx, { meetingId: meeting.id, author, body, shared });
  const read = (reader: Author) => listNotes(team.ctx, { meetingId: meeting.id, reader });
  const sharedAt = async () => (await findMeeting(team.ctx.store.db, meeting.id))?.meeting.notesSharedAt;
  return { meeting, client, host, write, read, sharedAt };
}

test('what a client writes is shared at once, whatever was asked; what a host writes is private unless they share it', async () => {
  const { client, host, write, read, sharedAt } = await booked();
  await write(host, 'between us');
  expect(await sharedAt()).toBeNull();
  expect(await read(client)).toEqual([]);
  team.setNow(NOW + MINUTE);
  const note = await write(client, 'hello', false);
  expect(note).toMatchObject({ shared: true, mine: true, createdAt: NOW + MINUTE });
  expect(await sharedAt()).toBe(NOW + MINUTE);
  expect((await read(client)).map(({ body }) => body)).toEqual(['hello']);
  expect((await read(host)).map(({ body, mine }) => [body, mine])).toEqual([
    ['between us', true],
    ['hello', false],
  ]);
});

test('a private note leaves no trace in what a client is shown: not in the meeting, nor in the stamp, nor in the id once it is shared', async () => {
  const { meeting, client, host, write, read, sharedAt } = await booked();
  await write(client, 'hello');
  const before = [await findMeeting(team.ctx.store.db, meeting.id), notesStamp(await read(client))];
  team.setNow(NOW + 5 * MINUTE);
  const hidden = await write(host, 'draft');
  const address = { meetingId: meeting.id, noteId: hidden.id, author: host };
  await changeNote(team.ctx, { ...address, body: 'better' });
  expect([await findMeeting(team.ctx.store.db, meeting.id), notesStamp(await read(client))]).toEqual(before);
  team.setNow(NOW + 10 * MINUTE);
  await changeNote(team.ctx, { ...address, shared: true });
  const [own, shared] = await read(client);
  expect(shared).toMatchObject({ body: 'better', createdAt: NOW + 10 * MINUTE, revisions: [] });
  // The first ten signs after the prefix are its time.
  expect(shared?.id.slice(0, 14)).toBe(own?.id.slice(0, 14));
  expect(await sharedAt()).toBe(NOW + 10 * MINUTE);
});

test('the stamp differs after each change that the reader sees', async () => {
  const { meeting, client, write, read } = await booked();
  const stamps = [notesStamp(await read(client))];
  const note = await write(client, 'one');
  stamps.push(notesStamp(await read(client)));
  const address = { meetingId: meeting.id, noteId: note.id, author: client };
  await changeNote(team.ctx, { ...address, body: 'two' });
  stamps.push(notesStamp(await read(client)));
  await changeNote(team.ctx, { ...address, body: 'one' });
  stamps.push(notesStamp(await read(client)));
  await write(client, 'more');
  stamps.push(notesStamp(await read(client)));
  expect(new Set(stamps).size).toBe(stamps.length);
});

test('one’s own note is changed with its history, and nobody else’s', async () => {
  const { meeting, client, host, write, read } = await booked();
  const note = await write(client, 'one');
  const address = { meetingId: meeting.id, noteId: note.id };
  team.setNow(NOW + MINUTE);
  await changeNote(team.ctx, { ...address, author: client, body: 'two' });
  await expect(changeNote(team.ctx, { ...address, author: host, body: 'mine' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await expect(deleteNote(team.ctx, { ...address, author: host })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await read(host)).toMatchObject([
    { body: 'two', revisions: [{ body: 'one', writtenAt: NOW, replacedAt: NOW + MINUTE }] },
  ]);
});

test('to a client a private note is as unknown as one that never was', async () => {
  const { meeting, client, host, write } = await booked();
  const hidden = await write(host, 'between us');
  const refusals = [];
  for (const noteId of [hidden.id, 'not_nothing']) {
    const address = { meetingId: meeting.id, noteId, author: client };
    for (const attempt of [
      () => changeNote(team.ctx, { ...address, body: 'x' }),
      () => deleteNote(team.ctx, address),
    ]) {
      refusals.push(await attempt().catch((error: Error & { code: string }) => `${error.code} ${error.message}`));
    }
  }
  expect(new Set(refusals)).toEqual(new Set(['not_found There is no such note.']));
});

test('a note is not reached by way of another meeting', async () => {
  const { client, write } = await booked();
  const note = await write(client, 'one');
  const { meeting: other } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T10:00:00Z'));
  const address = { meetingId: other.id, noteId: note.id, author: client };
  await expect(deleteNote(team.ctx, address)).rejects.toMatchObject({ code: 'not_found' });
});

test('what was shared does not become private again', async () => {
  const { meeting, host, write } = await booked();
  const note = await write(host, 'for you', true);
  const address = { meetingId: meeting.id, noteId: note.id, author: host };
  await expect(changeNote(team.ctx, { ...address, shared: false })).rejects.toMatchObject({ code: 'change_refused' });
});

test('a deleted note is in no list, its row stays, and the meeting says when one was last shared that stands', async () => {
  const { meeting, client, host, write, read, sharedAt } = await booked();
  await write(client, 'one');
  team.setNow(NOW + MINUTE);
  const note = await write(host, 'two', true);
  expect(await sharedAt()).toBe(NOW + MINUTE);
  const address = { meetingId: meeting.id, noteId: note.id, author: host };
  await deleteNote(team.ctx, address);
  expect(await sharedAt()).toBe(NOW);
  expect(await read(host)).toHaveLength(1);
  const [row] = await team.raw('select body, deleted_at_ms from notes where id = $1', note.id);
  expect(row).toEqual({ body: 'two', deleted_at_ms: NOW + MINUTE });
  await expect(deleteNote(team.ctx, address)).rejects.toMatchObject({ code: 'not_found' });
  await expect(changeNote(team.ctx, { ...address, body: 'back' })).rejects.toMatchObject({ code: 'not_found' });
  const [first] = await read(client);
  await deleteNote(team.ctx, { meetingId: meeting.id, noteId: first?.id ?? '', author: client });
  expect(await sharedAt()).toBeNull();
});

test('a cancelled or finished meeting takes notes, and they leave its revision as it is', async () => {
  const { meeting, client, write, read } = await booked();
  await team.raw(`update meetings set status = 'cancelled', cancelled_at_ms = 1, cancelled_by = 'host'`);
  await write(client, 'a pity');
  await team.raw(`update meetings set status = 'completed', cancelled_at_ms = null, cancelled_by = null`);
  await write(client, 'thank you');
  expect((await read(client)).map(({ body }) => body).sort()).toEqual(['a pity', 'thank you']);
  expect((await findMeeting(team.ctx.store.db, meeting.id))?.meeting.revision).toBe(meeting.revision);
});

test('in a group session a note is of its seat’s meeting alone', async () => {
  const { client, write } = await booked({ capacity: 3 });
  await write(client, 'for my seat');
  const { meeting: other } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z'));
  const reader: Author = { role: 'client', clientId: other.clientId, name: 'Bea' };
  expect(await listNotes(team.ctx, { meetingId: other.id, reader })).toEqual([]);
  expect((await findMeeting(team.ctx.store.db, other.id))?.meeting.notesSharedAt).toBeNull();
});

test('a note of one idempotency key is written once', async () => {
  const { meeting, client, read } = await booked();
  const idempotency = { scope: 'notes', key: 'k', requestHash: 'h' };
  const command = { meetingId: meeting.id, author: client, body: 'one', idempotency };
  const [one, two] = [await addNote(team.ctx, command), await addNote(team.ctx, command)];
  expect(two).toEqual(one);
  expect(await read(client)).toHaveLength(1);
});

test('two changes of a note at once are both kept, one as the other’s earlier text', async () => {
  const { meeting, client, write, read } = await booked();
  const other = await team.another();
  for (let round = 0; round < 6; round += 1) {
    const note = await write(client, 'start');
    const address = { meetingId: meeting.id, noteId: note.id, author: client };
    await Promise.all([
      changeNote(team.ctx, { ...address, body: 'left' }),
      changeNote(other, { ...address, body: 'right' }),
    ]);
    const seen = (await read(client)).find(({ id }) => id === note.id);
    expect([...(seen?.revisions.map(({ body }) => body) ?? []), seen?.body].sort()).toEqual(['left', 'right', 'start']);
  }
});
