/** An earlier text of a note; `replacedAt` is when the next one took its place, epoch milliseconds. */
export interface NoteRevision {
  readonly body: string;
  readonly replacedAt: number;
}

/** A text that a client or a host has written on a meeting; instants are epoch milliseconds. */
export interface Note {
  readonly id: string;
  readonly meetingId: string;
  /** `id` is the client's or the host's; `name` is as it was when the note was written. */
  readonly author: { readonly role: 'client' | 'host'; readonly id: string; readonly name: string };
  /** 1–5,000 characters, lines ended by LF. */
  readonly body: string;
  /** Since when the client may read it; null: it is a host's own, private to the hosts. */
  readonly sharedAt: number | null;
  readonly createdAt: number;
  /** When it was last changed or shared. No two changes of a note are of one instant, whatever the clocks say. */
  readonly updatedAt: number;
  /** Oldest first. */
  readonly revisions: readonly NoteRevision[];
}

/** Those who write on a meeting in one role. */
export interface NoteSide {
  readonly meetingId: string;
  readonly role: Note['author']['role'];
}

/** Whoever writes or reads notes; what they may reach of the meeting was looked at before. */
export type Author =
  | { readonly role: 'client'; readonly clientId: string; readonly name: string }
  | { readonly role: 'host'; readonly hostId: string; readonly name: string };

/** A note as one reader sees it: `createdAt`, `updatedAt` and `revisions` hold nothing of the time before they could. */
export interface SeenNote {
  readonly id: string;
  readonly author: { readonly role: 'client' | 'host'; readonly name: string };
  readonly body: string;
  readonly shared: boolean;
  /** The reader wrote it, and may change and delete it. */
  readonly mine: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly revisions: readonly { readonly body: string; readonly writtenAt: number; readonly replacedAt: number }[];
}

/** Hosts read every note of a meeting that they reach, a client the shared ones. */
export function mayRead(note: Note, reader: Author): boolean {
  return reader.role === 'host' || note.sharedAt !== null;
}

/** A note is changed and deleted by its author alone. */
export function mayChange(note: Note, author: Author): boolean {
  return note.author.role === author.role && note.author.id === authorId(author);
}

/** The id of the client or the host. */
export function authorId(author: Author): string {
  return author.role === 'client' ? author.clientId : author.hostId;
}

/** What a reader sees of a note; null: nothing, not even that it is there. To a client a note begins when it was shared. */
export function seenBy(note: Note, reader: Author): SeenNote | null {
  if (!mayRead(note, reader)) return null;
  const since = reader.role === 'client' ? (note.sharedAt ?? note.createdAt) : note.createdAt;
  const revisions = [];
  let writtenAt = since;
  for (const { body, replacedAt } of note.revisions) {
    if (replacedAt <= since) continue;
    revisions.push({ body, writtenAt, replacedAt });
    writtenAt = replacedAt;
  }
  return {
    id: note.id,
    author: { role: note.author.role, name: note.author.name },
    body: note.body,
    shared: note.sharedAt !== null,
    mine: mayChange(note, reader),
    createdAt: since,
    updatedAt: Math.max(note.updatedAt, since),
    revisions,
  };
}

/** The notes that a reader sees, oldest first; a client's order is that in which they were shared. */
export function seenNotes(notes: readonly Note[], reader: Author): SeenNote[] {
  return notes
    .flatMap((note) => seenBy(note, reader) ?? [])
    .sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
}

/** What is asked of a note: another text, or that the client may read it from now on. Absent: as it is. */
export interface NoteChange {
  readonly body?: string | undefined;
  readonly share?: boolean | undefined;
}

/**
 * The note as it stands once changed at `now` (epoch milliseconds); the very same where nothing changes. Its text before becomes a
 * revision, and what is shared begins with the text as it then is: a client is shown no earlier one, whatever the clocks say.
 */
export function changedNote(note: Note, change: NoteChange, now: number): Note {
  const rewritten = change.body !== undefined && change.body !== note.body;
  const sharedNow = change.share === true && note.sharedAt === null;
  if (!rewritten && !sharedNow) return note;
  const at = Math.max(now, note.updatedAt + 1);
  return {
    ...note,
    body: change.body ?? note.body,
    sharedAt: sharedNow ? at : note.sharedAt,
    updatedAt: at,
    revisions: rewritten ? [...note.revisions, { body: note.body, replacedAt: at }] : note.revisions,
  };
}
