import { newId } from '../domain/id.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Note, type SeenNote, seenBy } from '../domain/note.ts';
import type { PING, Webhook, WebhookDelivery, WebhookEvent } from '../domain/webhook.ts';
import type { Db, Transaction } from '../store/database.ts';
import { enqueueJobs, type NewJob } from '../store/jobs.ts';
import { insertDeliveries } from '../store/webhook-deliveries.ts';
import type { Context } from './context.ts';
import { asHostMeeting, type HostMeeting } from './host-meetings.ts';
import { findListeners, type Listeners } from './listeners.ts';

/** The kind of job that delivers an event to a webhook; its payload is a WebhookJob. */
export const WEBHOOK = 'webhook';

/** Which delivery, and which round of it: a job of a round before does nothing. */
export interface WebhookJob {
  readonly deliveryId: string;
  readonly round: number;
}

/** What a delivery tells, fixed when it happened: a ping tells of no meeting, and only a note's event of a note. */
export interface EventContent {
  readonly type: WebhookEvent | typeof PING;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seen: HostMeeting | null;
  readonly note: SeenNote | null;
}

/** Something happened to a meeting, which is written already. */
export interface Happened {
  readonly type: WebhookEvent;
  readonly meeting: Meeting;
  /** With `note.created` alone. */
  readonly note?: Note;
}

/** Whether anybody is to be told when this happens. Where nobody is, no more is asked than whether that has changed. */
export async function isAwaited(db: Db, type: WebhookEvent): Promise<boolean> {
  return receiversOf(await findListeners(db), type).length > 0;
}

/**
 * Owes each active webhook that asked for it what happened, in the transaction in which it does: in order for each webhook and meeting.
 * Of a note only what its client may read is told, and so of a private one nothing. `listeners` are given by whoever has asked for them already.
 */
export async function oweEvent(
  ctx: Context,
  tx: Transaction,
  { type, meeting, note }: Happened,
  listeners?: Listeners,
): Promise<void> {
  const receivers = receiversOf(listeners ?? (await findListeners(tx)), type);
  if (receivers.length === 0) return;
  const seenNote = note ? seenBy(note, { role: 'client', clientId: '', name: '' }) : null;
  if (note && !seenNote) return;
  const seen = await asHostMeeting(ctx, note ? withNote(meeting, note) : meeting, tx);
  const content = { type, at: ctx.clock.now(), seen, note: seenNote };
  await oweContent(ctx, tx, receivers, content);
}

/** Owes each of these webhooks what is told; answers the deliveries, in the webhooks' order. */
export async function oweContent(
  ctx: Context,
  tx: Transaction,
  receivers: readonly Webhook[],
  content: EventContent,
): Promise<WebhookDelivery[]> {
  const now = ctx.clock.now();
  const deliveries = receivers.map(
    ({ id: webhookId }): WebhookDelivery => ({
      id: newId('dlv', now, ctx.clock.randomBytes(10)),
      webhookId,
      event: content.type,
      meetingId: content.seen?.meeting.id ?? null,
      content,
      state: 'pending',
      attempts: 0,
      round: 1,
      failingSince: null,
      createdAt: now,
      triedAt: null,
      settledAt: null,
      status: null,
      answer: null,
      error: null,
    }),
  );
  await insertDeliveries(tx, deliveries);
  const jobs = deliveries.map((delivery) => webhookJob(delivery, now));
  await enqueueJobs(tx, jobs, ctx.clock);
  return deliveries;
}

/** The job of a delivery's round, due at `runAt` (epoch milliseconds): one after another for each webhook and meeting. */
export function webhookJob(
  { id, webhookId, meetingId, round }: Pick<WebhookDelivery, 'id' | 'webhookId' | 'meetingId' | 'round'>,
  runAt: number,
): NewJob & { readonly orderKey: string } {
  const payload: WebhookJob = { deliveryId: id, round };
  return {
    kind: WEBHOOK,
    payload,
    orderKey: `${WEBHOOK} ${webhookId} ${meetingId ?? id}`,
    dedupeKey: `${id} ${round}`,
    runAt,
  };
}

/** As it stands once it says of the note that it is there. */
function withNote(meeting: Meeting, { sharedAt }: Note): Meeting {
  return { ...meeting, notesSharedAt: Math.max(meeting.notesSharedAt ?? 0, sharedAt ?? 0) };
}

function receiversOf({ webhooks }: Listeners, type: WebhookEvent): Webhook[] {
  return webhooks.filter(({ events }) => events.includes(type));
}
