import type { ChangedBy, MailedChange } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Note } from '../domain/note.ts';
import { type OwedPush, type PushNews, pushedChange, pushUntil } from '../domain/push.ts';
import type { Transaction } from '../store/database.ts';
import type { NewJob } from '../store/jobs.ts';
import { clientReaders, hostReaders, type PushReader } from '../store/push-subscriptions.ts';
import { findListeners, type Listeners } from './listeners.ts';

/** The kind of job that sends a notice to one browser; its payload is an OwedPush or an OwedTestPush. */
export const PUSH = 'push';

/** What each side is told (null: nothing), and which of the hosts; `key` is the same for the same notice and no other. */
interface Telling {
  readonly client: PushNews | null;
  readonly host: PushNews | null;
  readonly hostIds: readonly string[];
  readonly key: string;
  readonly now: number;
}

/** What happened to a meeting; `before` is absent where it was booked. */
export interface PushedChange {
  readonly meeting: Meeting;
  readonly before?: Meeting | undefined;
  readonly change: MailedChange;
  readonly by: ChangedBy;
}

/** The notices that a change of a meeting owes. Where nobody asked for any, the database is not asked either. */
export function pushesOfChange(
  tx: Transaction,
  listeners: Listeners,
  { meeting, before, change, by }: PushedChange,
  now: number,
): Promise<NewJob[]> {
  const { client, host } = pushedChange(meeting, change, by);
  const was = change === 'moved' && before ? { start: before.start, end: before.end } : undefined;
  return pushesTo(tx, listeners, meeting, {
    client: client && { template: client, by, was },
    host: host && { template: host, by, was },
    hostIds: hostIdsOf(meeting),
    key: `${meeting.revision}`,
    now,
  });
}

/** The notices of one reminder, so many minutes before the start: to the client, and to the hosts who ask for each. */
export async function pushesOfReminder(
  tx: Transaction,
  meeting: Meeting,
  { minutes, hostIds, now }: { readonly minutes: number; readonly hostIds: readonly string[]; readonly now: number },
): Promise<NewJob[]> {
  return pushesTo(tx, await findListeners(tx), meeting, {
    client: { template: 'client_reminder' },
    host: { template: 'host_reminder' },
    hostIds,
    key: `${meeting.start}:${minutes}`,
    now,
  });
}

/** The notices of notes that one side has shared, to the other; none of no notes. */
export async function pushesOfNotes(
  tx: Transaction,
  meeting: Meeting,
  notes: readonly Note[],
  now: number,
): Promise<NewJob[]> {
  const [first] = notes.map(({ id }) => id).sort();
  if (first === undefined) return [];
  const isClients = notes[0]?.author.role === 'client';
  return pushesTo(tx, await findListeners(tx), meeting, {
    client: isClients ? null : { template: 'client_notes', notes: notes.length },
    host: isClients ? { template: 'host_notes', notes: notes.length } : null,
    hostIds: hostIdsOf(meeting),
    key: first,
    now,
  });
}

async function pushesTo(tx: Transaction, { pushes }: Listeners, meeting: Meeting, told: Telling): Promise<NewJob[]> {
  const hostIds = told.hostIds.filter((id) => pushes.hostIds.has(id));
  const clients = told.client && pushes.clients ? await clientReaders(tx, meeting.clientId, meeting.id) : [];
  const hosts = told.host ? await hostReaders(tx, hostIds) : [];
  return [
    ...clients.flatMap((reader) => (told.client ? pushJob(meeting, reader, told.client, told) : [])),
    ...hosts.flatMap((reader) => (told.host ? pushJob(meeting, reader, told.host, told) : [])),
  ];
}

/** In order for each browser and meeting, so that what is told last is what happened last. */
function pushJob(meeting: Meeting, reader: PushReader, news: PushNews, { key, now }: Telling): NewJob {
  const { id: meetingId, start } = meeting;
  const payload: OwedPush = {
    ...news,
    subscriptionId: reader.id,
    meetingId,
    start,
    until: pushUntil(news.template, start, now),
  };
  return {
    kind: PUSH,
    payload,
    orderKey: `${PUSH} ${reader.id}`,
    dedupeKey: `${news.template}:${key}`,
    runAt: now,
    recipient: readerOf(meeting, reader)?.email,
    meetingId,
  };
}

/** The participant whose browser it is. */
export function readerOf(meeting: Meeting, { hostId }: Pick<PushReader, 'hostId'>) {
  return meeting.participants.find((one) => (hostId === null ? one.role === 'client' : one.hostId === hostId));
}

function hostIdsOf({ participants }: Meeting): string[] {
  return participants.flatMap(({ hostId }) => hostId ?? []);
}
