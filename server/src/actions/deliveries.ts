import { Failure } from '../domain/failures.ts';
import { TEXT_MESSAGE } from '../domain/text-message.ts';
import { type Delivery, type DeliveryFilter, listDeliveries, renewDelivery } from '../store/deliveries.ts';
import { unmarkRefused } from '../store/refused-addresses.ts';
import type { Context } from './context.ts';
import { reachOf } from './host-access.ts';
import type { HostCaller } from './open-api-key.ts';
import { PUSH } from './owe-pushes.ts';

/** The kinds of jobs that bring something to somebody. */
export const DELIVERY_KINDS = ['mail', TEXT_MESSAGE, PUSH] as const;
export type DeliveryKind = (typeof DELIVERY_KINDS)[number];

/** What a list of deliveries is asked for; absent: no such condition. */
export interface DeliveryWish extends Omit<DeliveryFilter, 'kinds' | 'hostId' | 'id'> {
  readonly kind?: DeliveryKind | undefined;
}

/** The deliveries that a caller reaches, newest first; `next` is the id of the page's last where more follow. */
export async function listReachedDeliveries(
  ctx: Context,
  caller: HostCaller,
  { kind, limit, ...wish }: DeliveryWish,
): Promise<{ readonly items: readonly Delivery[]; readonly next: number | null }> {
  const kinds = kind === undefined ? DELIVERY_KINDS : [kind];
  const found = await listDeliveries(ctx.store.db, { ...wish, kinds, hostId: reachOf(caller), limit: limit + 1 });
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.id ?? null) : null };
}

/** One delivery that the caller reaches. Throws Failure not_found. */
export async function readDelivery(ctx: Context, caller: HostCaller, id: number): Promise<Delivery> {
  const filter = { kinds: DELIVERY_KINDS, hostId: reachOf(caller), id, limit: 1 };
  const [delivery] = await listDeliveries(ctx.store.db, filter);
  if (!delivery) throw new Failure('not_found', 'There is no such delivery.');
  return delivery;
}

/**
 * Tries a delivery at once, which has failed or waits for its next try, and then for as long as a new one; a mark against a mail's address is taken
 * away, since whoever asks knows better. Throws Failure not_found, and already_delivered for what has gone.
 */
export async function retryDelivery(ctx: Context, caller: HostCaller, id: number): Promise<Delivery> {
  const { kind, recipient } = await readDelivery(ctx, caller, id);
  const isDue = await ctx.store.write(async (tx) => {
    if (!(await renewDelivery(tx, id, ctx.clock.now()))) return false;
    if (kind === 'mail' && recipient !== null) await unmarkRefused(tx, recipient);
    return true;
  });
  if (isDue) ctx.wakeWorker();
  const delivery = await readDelivery(ctx, caller, id);
  if (!isDue && delivery.state === 'done') {
    throw new Failure('already_delivered', 'This has been delivered, and is not sent twice.');
  }
  return delivery;
}
