import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Author, Note, NoteSide } from '../domain/note.ts';
import { insertNote } from '../store/notes.ts';
import { addNote } from './add-note.ts';
import { bookMeeting } from './book-meeting.ts';
import { changeNote } from './change-note.ts';
import type { Context } from './context.ts';
import { deleteNote } from './delete-note.ts';
import { meetingToNote } from './note-to-change.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { oweTelling, tellOfNotes } from './tell-of-notes.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const MINUTE = 60_000;

async function booked() {
  team = await scratchTeam(scratchType('intro'));
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z'));
  const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
  const client: Author = { role: 'client', clientId: meeting.clientId, name: 'Ada' };
  const host: Author = { role: 'host', hostId, name: 'Claire' };
  const write = (author: Author, body: string, shared = true, ctx: Context = team.ctx) =>
    addNote(ctx, { meetingId: meeting.id, author, body, shared });
  const tell = (role: NoteSide['role'], ctx: Context = team.ctx) => tellOfNotes(ctx, { meetingId: meeting.id, role });
  return { meeting, client, host, write, tell };
}

async function due(): Promise<unknown[]> {
  const rows = await team.raw(`select payload, run_at_ms from jobs where kind = 'note_mail' order by id`);
  return rows.map(({ payload, run_at_ms: at }) => [JSON.parse(String(payload)).role, at]);
}

async function noteMails(): Promise<OwedMail[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  return rows.map(({ payload }) => JSON.parse(String(payload)) as OwedMail).filter(({ notes }) => notes);
}

const bodies = (mails: readonly OwedMail[]) => mails.map(({ notes }) => notes?.map(({ body }) => body));

test('ten notes in five minutes are one mail to the other side, with every text in its order', async () => {
  const { meeting, client, write, tell } = await booked();
  const texts = Array.from({ length: 10 }, (_, index) => `note ${index}`);
  for (const [index, text] of texts.entries()) {
    team.setNow(NOW + index * (MINUTE / 2));
    await write(client, text);
  }
  expect(await due()).toEqual([['client', NOW + 5 * MINUTE]]);
  expect(await tell('client')).toBe(1);
  const mails = await noteMails();
  expect(bodies(mails)).toEqual([texts]);
  expect(mails[0]).toMatchObject({
    template: 'host_notes',
    recipient: { email: 'claire@team.example', timeZone: 'Europe/Paris', locale: 'fr' },
    meeting: { id: meeting.id },
    invitation: null,
  });
  expect(mails[0]).not.toHaveProperty('portalTokenId');
  expect(mails[0]?.notes?.[9]).toEqual({ author: 'Ada', body: 'note 9', sharedAt: NOW + 4.5 * MINUTE });
});

test('a host’s note is told to the client, with their own link', async () => {
  const { meeting, host, write, tell } = await booked();
  await write(host, 'bring the plans');
  await tell('host');
  expect(await noteMails()).toMatchObject([
    {
      template: 'client_notes',
      recipient: { email: meeting.participants[0]?.email },
      portalTokenId: meeting.id.replace('mtg_', 'ptk_'),
      notes: [{ author: 'Claire', body: 'bring the plans' }],
    },
  ]);
});

test('nothing is owed for a private note, until it is shared', async () => {
  const { meeting, host, write, tell } = await booked();
  const note = await write(host, 'between us', false);
  const wakes = team.wakes();
  expect(await due()).toEqual([]);
  await write(host, 'for you');
  await tell('host');
  expect(bodies(await noteMails())).toEqual([['for you']]);
  team.setNow(NOW + 10 * MINUTE);
  await changeNote(team.ctx, { meetingId: meeting.id, noteId: note.id, author: host, body: 'for us', shared: true });
  expect(team.wakes()).toBeGreaterThan(wakes);
  expect((await due())[1]).toEqual(['host', NOW + 15 * MINUTE]);
  await tell('host');
  expect(bodies(await noteMails())).toEqual([['for you'], ['for us']]);
});

test('each side is told of the other’s notes alone', async () => {
  const { client, host, write, tell } = await booked();
  await write(client, 'mine');
  await write(host, 'yours');
  expect((await due()).map((job) => (job as [string])[0])).toEqual(['client', 'host']);
  await tell('host');
  expect(bodies(await noteMails())).toEqual([['yours']]);
  await tell('client');
  expect(bodies(await noteMails())).toEqual([['yours'], ['mine']]);
});

test('the mail says the text as it is by then, and nothing of a note that is deleted', async () => {
  const { meeting, client, write, tell } = await booked();
  const one = await write(client, 'first');
  const two = await write(client, 'a mistake');
  const address = { meetingId: meeting.id, author: client };
  await changeNote(team.ctx, { ...address, noteId: one.id, body: 'second' });
  await deleteNote(team.ctx, { ...address, noteId: two.id });
  await tell('client');
  expect(bodies(await noteMails())).toEqual([['second']]);
  await changeNote(team.ctx, { ...address, noteId: one.id, body: 'third' });
  expect(await tell('client')).toBe(0);
});

test('a note whose only fellow was deleted is told all the same', async () => {
  const { meeting, client, write, tell } = await booked();
  const one = await write(client, 'a mistake');
  await deleteNote(team.ctx, { meetingId: meeting.id, author: client, noteId: one.id });
  await write(client, 'this');
  expect(await due()).toHaveLength(1);
  await tell('client');
  expect(bodies(await noteMails())).toEqual([['this']]);
});

test('a note is owed its own mail where the one that should have told of it never came', async () => {
  const { client, write, tell } = await booked();
  await write(client, 'lost');
  await team.raw(`update jobs set state = 'failed', settled_at_ms = 1 where kind = 'note_mail'`);
  team.setNow(NOW + 6 * MINUTE);
  await write(client, 'later');
  expect(await due()).toHaveLength(2);
  await tell('client');
  expect(bodies(await noteMails())).toEqual([['lost', 'later']]);
});

test('a job that is run twice, as after a crash, tells nothing the second time', async () => {
  const { client, write, tell } = await booked();
  await write(client, 'once');
  expect([await tell('client'), await tell('client')]).toEqual([1, 0]);
  expect(await noteMails()).toHaveLength(1);
});

test('notes written while their mail is being made are told once each, and none is left without a job', async () => {
  const { client, write, tell } = await booked();
  const other = await team.another();
  const texts: string[] = [];
  for (let round = 0; round < 12; round += 1) {
    team.setNow(NOW + round * 6 * MINUTE);
    texts.push(`${round} before`, `${round} beside`);
    await write(client, `${round} before`);
    await Promise.all([tell('client', other), write(client, `${round} beside`), tell('client')]);
    const untold = await team.raw(`select id from notes where told = 0`);
    const [owed] = await team.raw(`select max(run_at_ms) as at from jobs where kind = 'note_mail'`);
    if (untold.length > 0) expect(owed?.at).toBe(NOW + (round * 6 + 5) * MINUTE);
  }
  await tell('client');
  expect(
    bodies(await noteMails())
      .flat()
      .sort(),
  ).toEqual(texts.sort());
});

test('a mail that is being made waits for a note that counts on it', async () => {
  const { meeting, client, write, tell } = await booked();
  const other = await team.another();
  const before = await write(client, 'before');
  let telling: Promise<number> = Promise.resolve(0);
  await other.store.write(async (tx) => {
    await meetingToNote(tx, meeting.id);
    const note: Note = {
      ...{ id: 'not_beside', meetingId: meeting.id, body: 'beside', revisions: [] },
      ...{ sharedAt: NOW, createdAt: NOW, updatedAt: NOW },
      author: { role: 'client', id: meeting.clientId, name: before.author.name },
    };
    // Nothing is owed for it: the mail that is due tells of it, too.
    await oweTelling(other, tx, note);
    telling = tell('client');
    await Promise.race([telling, delay(300)]);
    await insertNote(tx, note);
  });
  expect(await telling).toBe(1);
  expect(
    bodies(await noteMails())
      .flat()
      .sort(),
  ).toEqual(['before', 'beside']);
});
