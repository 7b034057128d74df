import { MINUTE_MS } from '../domain/local-time.ts';
import type { OwedMail } from '../domain/mail.ts';
import {
  type OwedPush,
  type OwedTestPush,
  type PushAnswer,
  type PushSubscription,
  pushOutcome,
  pushUrgency,
  whyOutdated,
} from '../domain/push.ts';
import type { PushNotice } from '../notify/push-message.ts';
import type { PushRequest, PushToSend } from '../notify/push-request.ts';
import { findMeeting } from '../store/meetings.ts';
import { findPortalToken, meetingTokenId } from '../store/portal-tokens.ts';
import { deletePushSubscription, findPushSubscription, recordPush } from '../store/push-subscriptions.ts';
import type { Context } from './context.ts';
import { macOf } from './mac.ts';
import { readerOf } from './owe-pushes.ts';
import { portalToken } from './portal-access.ts';
import { openText } from './sealed-text.ts';
import { vapidKeys } from './vapid-key.ts';

/** How notices are written, encrypted and sent. */
export interface PushPost {
  noticeOf(owed: OwedMail): PushNotice;
  testNotice(locale: string): PushNotice;
  request(push: PushToSend): Promise<PushRequest>;
  /** Whatever goes wrong is in the answer; throws only where `signal` aborts. */
  send(request: PushRequest, signal: AbortSignal): Promise<PushAnswer>;
}

/** A notice was not sent; where `isFinal`, it never will be. */
class PushFailed extends Error {
  override readonly name = 'PushFailed';
  readonly isFinal: boolean;
  /** The push service asked for as much patience: epoch milliseconds. */
  readonly notBefore: number | undefined;

  constructor(message: string, isFinal = true, notBefore?: number) {
    super(message);
    this.isFinal = isFinal;
    this.notBefore = notBefore;
  }
}

/** What the sealed secrets of browsers are sealed for. */
export const sealedFor = (id: string) => ({ purpose: 'push subscription', owner: id });

/** What is shown, and to the push service what it needs of it. */
interface Written {
  readonly notice: PushNotice;
  /** Notices of one tag replace each other. */
  readonly tag: string;
  readonly url: string | null;
  readonly urgency: 'high' | 'normal';
}

/**
 * Runs a job of the kind PUSH: one try. Throws where it has failed, for now or for good: what is outdated is not sent any more, and a browser that
 * its push service does not know any more is forgotten.
 */
export async function deliverPush(
  ctx: Context,
  post: PushPost,
  owed: OwedPush | OwedTestPush,
  signal: AbortSignal,
): Promise<void> {
  const subscription = await findPushSubscription(ctx.store.db, owed.subscriptionId);
  if (!subscription) throw new PushFailed('This browser is not told any more.');
  const now = ctx.clock.now();
  if (owed.until <= now) throw new PushFailed('It was too late to tell of it.');
  const auth = openText(ctx.secret, sealedFor(subscription.id), subscription.sealedAuth);
  if (auth === null) {
    await forget(ctx, subscription);
    throw new PushFailed('This browser subscribed under another secret of the server, and is forgotten.');
  }
  const { notice, url, tag, urgency } =
    owed.template === 'test'
      ? { notice: post.testNotice(subscription.locale), url: null, tag: 'test', urgency: 'normal' as const }
      : await written(ctx, post, owed, subscription, now);
  const meetingId = owed.template === 'test' ? null : owed.meetingId;
  const request = await post.request({
    endpoint: subscription.endpoint,
    p256dh: subscription.p256dh,
    auth,
    message: JSON.stringify({ ...notice, tag, url, meetingId, template: owed.template }),
    ttlSeconds: Math.max(1, Math.floor((owed.until - now) / 1000)),
    urgency,
    // The push service keeps the last alone of those that it could not bring yet, and learns nothing of what they are about.
    topic: macOf(ctx.secret, `push topic ${subscription.id} ${tag}`).slice(0, 32),
    keys: vapidKeys(ctx.secret),
  });
  await settle(ctx, subscription, await post.send(request, signal));
}

async function written(
  ctx: Context,
  post: PushPost,
  owed: OwedPush,
  subscription: PushSubscription,
  now: number,
): Promise<Written> {
  const { template, meetingId, by, was, notes = 0 } = owed;
  const meeting = (await findMeeting(ctx.store.db, meetingId))?.meeting ?? null;
  const why = whyOutdated(owed, meeting, now);
  const reader = meeting && readerOf(meeting, subscription);
  if (!meeting || !reader || why !== null) throw new PushFailed(why ?? 'The meeting is another’s by now.');
  const { timeZone, locale } = subscription;
  const mail: OwedMail = {
    template,
    recipient: { name: reader.name, email: reader.email, timeZone, locale },
    messageId: '',
    meeting,
    invitation: null,
    by,
    was,
    toldAt: now,
    // How many there are is told here, and nothing of what they say: a screen that is locked shows it too.
    notes: Array.from({ length: notes }, () => ({ author: '', body: '', sharedAt: now })),
  };
  const url = subscription.clientId === null ? `${ctx.publicUrl}/console` : await portalUrl(ctx, meetingId);
  return { notice: post.noticeOf(mail), tag: meetingId, url, urgency: pushUrgency(owed, now) };
}

/** Made as it is sent, as a mail's is, so that no usable link is at rest. */
async function portalUrl(ctx: Context, meetingId: string): Promise<string | null> {
  const row = await findPortalToken(ctx.store.db, meetingTokenId(meetingId));
  return row && `${ctx.publicUrl}/portal/${portalToken(ctx.secret, row)}`;
}

async function settle(ctx: Context, subscription: PushSubscription, answer: PushAnswer): Promise<void> {
  const outcome = pushOutcome(answer);
  const record = () => ctx.store.write((tx) => recordPush(tx, subscription.id, outcome === 'taken', ctx.clock.now()));
  // It has gone: what else fails now must not send it once more.
  if (outcome === 'taken') return record().catch(() => {});
  await (outcome === 'gone' ? forget(ctx, subscription) : record());
  const { retryAfterMs } = answer;
  const notBefore = retryAfterMs === null ? undefined : ctx.clock.now() + Math.max(MINUTE_MS, retryAfterMs);
  throw new PushFailed(answer.error ?? '', outcome !== 'later', notBefore);
}

async function forget(ctx: Context, { id }: PushSubscription): Promise<void> {
  await ctx.store.write((tx) => deletePushSubscription(tx, id));
}
