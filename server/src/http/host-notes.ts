import type { Request, RequestHandler, Response } from 'express';
import { addNote } from '../actions/add-note.ts';
import { changeNote } from '../actions/change-note.ts';
import type { Context } from '../actions/context.ts';
import { deleteNote } from '../actions/delete-note.ts';
import { reachMeeting } from '../actions/host-access.ts';
import { listNotes } from '../actions/list-notes.ts';
import type { Author } from '../domain/note.ts';
import { callerOf } from './auth.ts';
import { hostNoteChangeInput, hostNoteInput } from './host-contract.ts';
import { readIdempotencyKey } from './idempotency-key.ts';
import { noteView } from './note-view.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

/** `GET /api/host/meetings/{id}/notes`: shared and private ones, oldest first. */
export function hostNotesRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const { meetingId, author: reader } = await reach(ctx, req, res);
    const notes = await listNotes(ctx, { meetingId, reader });
    res.json({ items: notes.map(noteView), nextCursor: null });
  };
}

/** `POST /api/host/meetings/{id}/notes`. */
export function addHostNoteRoute(ctx: Context): RequestHandler<{ id: string }> {
  return async (req, res) => {
    const address = await reach(ctx, req, res);
    const input = readBody(hostNoteInput, req);
    const scope = `POST notes ${address.meetingId} ${callerOf(res).keyId}`;
    const idempotency = readIdempotencyKey(req, scope, input);
    res.status(201).json({ note: noteView(await addNote(ctx, { ...address, ...input, idempotency })) });
  };
}

/** `PUT /api/host/meetings/{id}/notes/{noteId}`. */
export function changeHostNoteRoute(ctx: Context): RequestHandler<{ id: string; noteId: string }> {
  return async (req, res) => {
    const address = await reach(ctx, req, res);
    const input = readBody(hostNoteChangeInput, req);
    const note = await changeNote(ctx, { ...address, ...input, noteId: req.params.noteId });
    res.json({ note: noteView(note) });
  };
}

/** `DELETE /api/host/meetings/{id}/notes/{noteId}`. */
export function deleteHostNoteRoute(ctx: Context): RequestHandler<{ id: string; noteId: string }> {
  return async (req, res) => {
    const address = await reach(ctx, req, res);
    await deleteNote(ctx, { ...address, noteId: req.params.noteId });
    res.status(204).end();
  };
}

/** The meeting, which the caller reaches, and the caller as an author. */
async function reach(
  ctx: Context,
  req: Request<{ id: string }>,
  res: Response,
): Promise<{ meetingId: string; author: Author }> {
  readQuery(noQuery, req);
  const caller = callerOf(res);
  const { id: meetingId } = await reachMeeting(ctx, caller, req.params.id);
  return { meetingId, author: { role: 'host', hostId: caller.host.id, name: caller.host.name } };
}
