import { createHash, timingSafeEqual } from 'node:crypto';
import { Failure } from '../domain/failures.ts';
import { newId } from '../domain/id.ts';
import type { OwedTestPush, PushSubscription } from '../domain/push.ts';
import { enqueueJobs } from '../store/jobs.ts';
import {
  deletePushSubscription,
  insertPushSubscription,
  listPushSubscriptions,
  lockPushOwner,
  type PushOwner,
  subscriptionsAt,
  updatePushSubscription,
} from '../store/push-subscriptions.ts';
import type { Context } from './context.ts';
import { sealedFor } from './deliver-push.ts';
import { PUSH } from './owe-pushes.ts';
import { openText, sealText } from './sealed-text.ts';
import { vapidKeys } from './vapid-key.ts';

/** Who is told by a browser: whose it is, where they are written to, and in what where the browser does not say. */
export interface PushReach {
  readonly owner: PushOwner;
  readonly email: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** A browser as it describes itself (W3C Push API, `PushSubscription.toJSON`); that its address may be written to was looked at before. */
export interface Subscribe {
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  readonly locale?: string | undefined;
  readonly timeZone?: string | undefined;
}

/** A person has so many devices; each event is sent once for each. */
const MOST = 10;
const TEST_MS = 600_000;
/** A browser is sent one test in so long, however often somebody asks. */
const TEST_EVERY_MS = 10_000;

/** What browsers subscribe with. */
export function pushPublicKey(ctx: Context): string {
  return vapidKeys(ctx.secret).publicKey;
}

/** By what a browser finds itself among the devices, and nobody can write to it: SHA-256 of its address, in base64url. */
export function endpointHash(endpoint: string): string {
  return createHash('sha256').update(endpoint).digest('base64url');
}

/** The browsers that were subscribed so, oldest first. */
export function listPushDevices(ctx: Context, { owner }: Pick<PushReach, 'owner'>): Promise<PushSubscription[]> {
  return listPushSubscriptions(ctx.store.db, owner);
}

/**
 * Lets a browser be told from now on; one that is there under this address already has its keys and language renewed (`isNew` is false then).
 * Throws Failure change_refused where there are too many.
 */
export async function subscribePush(
  ctx: Context,
  { owner, ...reader }: PushReach,
  { endpoint, p256dh, auth, locale = reader.locale, timeZone = reader.timeZone }: Subscribe,
): Promise<{ readonly subscription: PushSubscription; readonly isNew: boolean }> {
  return ctx.store.write(async (tx) => {
    await lockPushOwner(tx, ownerKey(owner));
    const reached = (await listPushSubscriptions(tx, owner)).filter((one) => isOf(one, owner));
    const known = reached.find((one) => one.endpoint === endpoint);
    if (!known && reached.length >= MOST) {
      throw new Failure('change_refused', `At most ${MOST} devices can be told. Switch one off first.`);
    }
    const now = ctx.clock.now();
    const id = known?.id ?? newId('psh', now, ctx.clock.randomBytes(10));
    const subscription: PushSubscription = {
      createdAt: now,
      succeededAt: null,
      failedAt: null,
      ...known,
      id,
      hostId: 'hostId' in owner ? owner.hostId : null,
      clientId: 'clientId' in owner ? owner.clientId : null,
      meetingId: 'clientId' in owner ? owner.meetingId : null,
      endpoint,
      p256dh,
      sealedAuth: sealedAuth(ctx, id, auth),
      locale,
      timeZone,
    };
    await (known ? updatePushSubscription : insertPushSubscription)(tx, subscription);
    return { subscription, isNew: !known };
  });
}

/** Tells a browser no more. Throws Failure not_found, the same for another's as for nobody's. */
export async function unsubscribePush(ctx: Context, reach: Pick<PushReach, 'owner'>, id: string): Promise<void> {
  await reachDevice(ctx, reach, id);
  await ctx.store.write((tx) => deletePushSubscription(tx, id));
}

/** Sends a browser a notice that says that notices come. Throws Failure not_found. */
export async function testPush(ctx: Context, reach: PushReach, id: string): Promise<void> {
  await reachDevice(ctx, reach, id);
  const now = ctx.clock.now();
  const payload: OwedTestPush = { template: 'test', subscriptionId: id, until: now + TEST_MS };
  const job = {
    kind: PUSH,
    payload,
    orderKey: `${PUSH} ${id} test`,
    dedupeKey: String(Math.floor(now / TEST_EVERY_MS)),
    runAt: now,
    recipient: reach.email,
  };
  await ctx.store.write((tx) => enqueueJobs(tx, [job], ctx.clock));
  ctx.wakeWorker();
}

/** A browser's push service has given it another address: it is the same one where it knows the secret that it shared with us before. */
export interface RenewPush {
  readonly endpoint: string;
  readonly auth: string;
  readonly subscription: Pick<Subscribe, 'endpoint' | 'p256dh' | 'auth'>;
}

/** Writes to a browser at its new address from now on, for each whose it is; does nothing, and says so to nobody, where there is no such browser. */
export async function renewPush(ctx: Context, { endpoint, auth, subscription: fresh }: RenewPush): Promise<void> {
  await ctx.store.write(async (tx) => {
    const known = (await subscriptionsAt(tx, endpoint)).filter((one) => {
      const kept = openText(ctx.secret, sealedFor(one.id), one.sealedAuth);
      return kept !== null && isSame(kept, auth);
    });
    const there = await subscriptionsAt(tx, fresh.endpoint);
    for (const one of known) {
      // It subscribed anew by itself meanwhile.
      const twin = there.find((other) => other.id !== one.id && reachKey(other) === reachKey(one));
      if (twin) await deletePushSubscription(tx, twin.id);
      const { endpoint, p256dh } = fresh;
      await updatePushSubscription(tx, { ...one, endpoint, p256dh, sealedAuth: sealedAuth(ctx, one.id, fresh.auth) });
    }
  });
}

async function reachDevice(ctx: Context, reach: Pick<PushReach, 'owner'>, id: string): Promise<void> {
  const found = (await listPushDevices(ctx, reach)).some((one) => one.id === id);
  if (!found) throw new Failure('not_found', 'There is no such device.');
}

/** A client's own link lists what links to one meeting made, too, but adds to its own. */
function isOf({ meetingId }: PushSubscription, owner: PushOwner): boolean {
  return 'hostId' in owner || meetingId === owner.meetingId;
}

function ownerKey(owner: PushOwner): string {
  return 'hostId' in owner ? owner.hostId : (owner.meetingId ?? owner.clientId);
}

function reachKey({ hostId, clientId, meetingId }: PushSubscription): string | null {
  return meetingId ?? clientId ?? hostId;
}

function sealedAuth(ctx: Context, id: string, auth: string): string {
  return sealText(ctx.secret, sealedFor(id), auth, ctx.clock.randomBytes(12));
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
