import type { SignIn } from '../domain/sign-in.ts';
import { deletePushesOfHost, deletePushSubscription, listPushSubscriptions } from '../store/push-subscriptions.ts';
import { voidSignInLinksOf } from '../store/sign-in-links.ts';
import { deleteSignIn, deleteSignInsOf } from '../store/sign-ins.ts';
import type { Context } from './context.ts';
import { endpointHash } from './push-devices.ts';

/**
 * Signs out: the cookie opens nothing any more, and the browser is told of no meetings. `device` is the `endpointHash` of that browser; null: it says that
 * it is told of nothing.
 */
export async function signOut(
  ctx: Context,
  { id, hostId }: Pick<SignIn, 'id' | 'hostId'>,
  device: string | null,
): Promise<void> {
  await ctx.store.write(async (tx) => {
    await deleteSignIn(tx, id);
    if (device === null) return;
    for (const { id: deviceId, endpoint } of await listPushSubscriptions(tx, { hostId })) {
      if (endpointHash(endpoint) === device) await deletePushSubscription(tx, deviceId);
    }
  });
}

/** Signs a host out of every browser: none is told of their meetings any more, and links that were sent to them open nothing. */
export async function signOutEverywhere(ctx: Context, hostId: string): Promise<void> {
  await ctx.store.write(async (tx) => {
    await deleteSignInsOf(tx, hostId);
    await voidSignInLinksOf(tx, hostId, ctx.clock.now());
    await deletePushesOfHost(tx, hostId);
  });
}
