import type { NoteView } from '../shared/portal-api.ts';
import type { PortalEvents } from '../shared/portal-events.ts';
import { readOne } from './navigation.ts';
import type { Portal } from './portal.ts';

/* What the presses on notes mean. */

/** The draft of a new note, or of an edited one, by its name. */
export const draftName = (portal: Portal, note?: NoteView): string => `note-${note?.id ?? portal.open?.meeting.id}`;

/** Shares what is typed; it stays in its field until it is shared. */
export async function write(portal: Portal): Promise<void> {
  const name = draftName(portal);
  const body = portal.drafts.get(name)?.trim();
  if (!body) return empty(portal, name);
  await send(portal, 'written', async (id) => {
    const { note } = await portal.api.writeNote(id, body);
    portal.drafts.delete(name);
    return note.id;
  });
  portal.draw(`#field-${name}`);
}

/** Begins to edit or to delete a note of one's own; null ends it. The focus follows. */
export function handle(portal: Portal, note: NoteView, task: 'edit' | 'delete' | null): void {
  const before = portal.noteTasks.get(note.id);
  const name = draftName(portal, note);
  if (task) portal.noteTasks.set(note.id, task);
  else portal.noteTasks.delete(note.id);
  if (task === 'edit') portal.drafts.set(name, note.body);
  else portal.drafts.delete(name);
  portal.draw(task ? (task === 'edit' ? `#field-${name}` : `#ask-${note.id}`) : `#${before}-${note.id}`);
}

/** Shares the new text of a note; the earlier one is kept as its history. */
export async function saveNote(portal: Portal, note: NoteView): Promise<void> {
  const name = draftName(portal, note);
  const body = portal.drafts.get(name)?.trim();
  if (!body) return empty(portal, name);
  if (body === note.body) return handle(portal, note, null);
  const sent = await send(portal, 'edited', async (id) => (await portal.api.editNote(id, note.id, body)).note.id);
  if (sent) handle(portal, note, null);
}

export async function removeNote(portal: Portal, note: NoteView): Promise<void> {
  const sent = await send(portal, 'deleted', async (id) => {
    await portal.api.deleteNote(id, note.id);
    return note.id;
  });
  if (!sent) return;
  portal.noteTasks.delete(note.id);
  portal.draw('#notes');
}

function empty(portal: Portal, name: string): void {
  portal.say(portal.element.words.noteEmpty);
  portal.draw(`#field-${name}`);
}

async function send(
  portal: Portal,
  change: PortalEvents['mb-note']['change'],
  ask: (meetingId: string) => Promise<string>,
): Promise<boolean> {
  const meetingId = portal.open?.meeting.id;
  if (portal.sending || !meetingId) return false;
  const { words } = portal.element;
  Object.assign(portal, { sending: true, trouble: null });
  portal.draw();
  try {
    const noteId = await ask(meetingId);
    await readOne(portal, meetingId);
    portal.emit('mb-note', { meetingId, noteId, change });
    portal.say(change === 'deleted' ? words.noteDeleted : words.noteShared);
    return true;
  } catch (cause) {
    portal.trouble = { kind: 'failed', failure: portal.tell('note', cause) };
    portal.draw('#trouble');
    return false;
  } finally {
    portal.sending = false;
    portal.draw();
  }
}
