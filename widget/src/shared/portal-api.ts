import type {
  ChangedMeetingView,
  MeetingChangeBody,
  NoteView,
  OneNoteView,
  OpenMeetingView,
  PortalChangeBody,
  PortalMeetingListView,
  PortalMeetingView,
  PortalView,
} from '@meeting-booker/server/portal-contract';
import { request, type SlotsQuery, type SlotsView, type TypeApi, typeApi } from './api.ts';
import { send, unlessEmpty } from './send.ts';
import { withWork } from './with-work.ts';

export type { MeetingChangeBody, NoteView, OpenMeetingView, PortalMeetingListView, PortalMeetingView, PortalView };

/** Which meetings: `from` and `to` (epoch ms, `[from, to)`) are on the start. */
export interface MeetingsWanted {
  readonly timeZone: string;
  readonly from?: number;
  readonly to?: number;
  readonly order?: 'latest';
  readonly cursor?: string;
  readonly limit?: number;
}

/** The portal's routes under one token. Reading ends with its signal; what changes something is let finish. Rejects with ApiFailure. */
export interface PortalApi {
  portal(signal: AbortSignal): Promise<PortalView>;
  /** Whether texts are wanted, and where. */
  settle(wish: PortalChangeBody): Promise<PortalView>;
  list(wanted: MeetingsWanted, signal: AbortSignal): Promise<PortalMeetingListView>;
  one(id: string, timeZone: string, signal: AbortSignal): Promise<OpenMeetingView>;
  /** Refused with `version_conflict` where the meeting is no longer the one that was shown. */
  change(shown: PortalMeetingView, changes: MeetingChangeBody): Promise<ChangedMeetingView>;
  respond(id: string, response: 'accepted' | 'declined'): Promise<ChangedMeetingView>;
  writeNote(id: string, body: string): Promise<OneNoteView>;
  editNote(id: string, noteId: string, body: string): Promise<OneNoteView>;
  deleteNote(id: string, noteId: string): Promise<unknown>;
  /** Starts to which the meeting can be moved, in `[from, to)` (epoch ms). */
  moveSlots(id: string, query: SlotsQuery, from: number, to: number, signal: AbortSignal): Promise<SlotsView>;
  /** The public routes of a type. */
  type(slug: string): TypeApi;
  /** Where the meeting's changes are told. */
  eventsUrl(id: string): string;
  fileUrl(id: string): string;
}

const text = (instant: number) => new Date(instant).toISOString();

/** A query's fields, as far as they are given; instants as text. */
function query(fields: object): string {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return `?${new URLSearchParams(given.map(([name, value]) => [name, /^(from|to)$/.test(name) ? text(value) : `${value}`]))}`;
}

/** @param server the address that the server's paths hang on, with its closing slash */
export function portalApi(server: string, token: string): PortalApi {
  const root = `${server}api/portal/${encodeURIComponent(token)}`;
  const at = (id: string) => `${root}/meetings/${encodeURIComponent(id)}`;
  const note = (id: string, noteId: string) => `${at(id)}/notes/${encodeURIComponent(noteId)}`;
  return {
    portal: (signal) => request(root, signal),
    settle: (wish) => send('PUT', root, wish),
    list: (wanted, signal) => request(`${root}/meetings${query(wanted)}`, signal),
    one: (id, timeZone, signal) => request(at(id) + query({ timeZone }), signal),
    change: ({ id, revision }, changes) => send('PUT', at(id), changes, { 'if-match': `"${id}-${revision}"` }),
    respond: (id, response) => send('POST', `${at(id)}/response`, { response }),
    writeNote: (id, body) => send('POST', `${at(id)}/notes`, { body }, { 'idempotency-key': newKey() }),
    editNote: (id, noteId, body) => send('PUT', note(id, noteId), { body }),
    deleteNote: (id, noteId) => send('DELETE', note(id, noteId)).catch(unlessEmpty),
    moveSlots: (id, wanted, from, to, signal) => request(`${at(id)}/slots${query({ ...wanted, from, to })}`, signal),
    type: (slug) => typeApi(server, slug),
    eventsUrl: (id) => `${at(id)}/events`,
    fileUrl: (id) => `${at(id)}/invite.ics`,
  };
}

/** Asks for the client's link; the answer is the same whether or not the address is known. */
export const askForLink = (server: string, email: string, locale: string): Promise<unknown> =>
  withWork((headers) => send('POST', `${server}api/portal/link`, { email, locale }, headers)).catch(unlessEmpty);

/** A key that nobody else makes; not `randomUUID`, which pages without TLS lack. */
const newKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('-');
