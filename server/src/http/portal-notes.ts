import type { Request, RequestHandler, Response } from 'express';
import { addNote } from '../actions/add-note.ts';
import { changeNote } from '../actions/change-note.ts';
import type { Context } from '../actions/context.ts';
import { deleteNote } from '../actions/delete-note.ts';
import { listNotes } from '../actions/list-notes.ts';
import { readMeeting, refuseBeyond } from '../actions/portal-access.ts';
import type { Author, SeenNote } from '../domain/note.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { noteView } from './note-view.ts';
import { enterPortal } from './portal.ts';
import { type NoteListView, noteInput, type OneNoteView } from './portal-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

interface NotesPath {
  readonly token: string;
  readonly id: string;
}

interface NotePath extends NotesPath {
  readonly noteId: string;
}

/** `GET …/meetings/{id}/notes`: the shared ones, oldest first. */
export function listNotesRoute(ctx: Context): RequestHandler<NotesPath> {
  return async (req, res) => {
    const { meetingId, author } = await enterNotes(ctx, req, res);
    const notes = await listNotes(ctx, { meetingId, reader: author });
    const view: NoteListView = { items: notes.map(noteView), nextCursor: null };
    res.json(view);
  };
}

/** `POST …/meetings/{id}/notes`: shared at once. */
export function addNoteRoute(ctx: Context): RequestHandler<NotesPath> {
  return async (req, res) => {
    const address = await enterNotes(ctx, req, res);
    const input = readBody(noteInput, req);
    const scope = `POST note ${address.meetingId} client`;
    const note = await addNote(ctx, { ...address, ...input, idempotency: readIdempotencyKey(req, scope, input) });
    res.status(201);
    sendNote(res, note);
  };
}

/** `PUT …/notes/{noteId}`: one's own. */
export function changeNoteRoute(ctx: Context): RequestHandler<NotePath> {
  return async (req, res) => {
    const address = await enterNotes(ctx, req, res);
    const { body } = readBody(noteInput, req);
    sendNote(res, await changeNote(ctx, { ...address, noteId: req.params.noteId, body }));
  };
}

/** `DELETE …/notes/{noteId}`: one's own. */
export function deleteNoteRoute(ctx: Context): RequestHandler<NotePath> {
  return async (req, res) => {
    const address = await enterNotes(ctx, req, res);
    await deleteNote(ctx, { ...address, noteId: req.params.noteId });
    res.status(204).end();
  };
}

async function enterNotes<Path extends NotesPath>(ctx: Context, req: Request<Path>, res: Response) {
  const access = await enterPortal(ctx, req, res);
  refuseBeyond(access, 'note');
  readQuery(noQuery, req);
  const { id: meetingId } = await readMeeting(ctx, access, req.params.id);
  const { id: clientId, name } = access.client;
  const author: Author = { role: 'client', clientId, name };
  return { meetingId, author };
}

function sendNote(res: Response, note: SeenNote): void {
  const view: OneNoteView = { note: noteView(note) };
  res.json(view);
}
