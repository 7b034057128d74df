import type { Context } from '../actions/context.ts';
import { PORTAL_LINK } from '../actions/send-portal-link.ts';
import { SIGN_IN_LINK } from '../actions/send-sign-in-link.ts';
import { VERIFICATION } from '../actions/send-verification.ts';
import { purgeProofs } from '../store/address-proofs.ts';
import { purgeDoneRequests } from '../store/idempotency.ts';
import { purgeSettledJobs } from '../store/job-records.ts';
import { purgeExpiredTokens } from '../store/portal-tokens.ts';
import { purgeFailingPushes } from '../store/push-subscriptions.ts';
import { purgeRefused } from '../store/refused-addresses.ts';
import { purgeSignInLinks } from '../store/sign-in-links.ts';
import { purgeSignIns } from '../store/sign-ins.ts';
import { purgeSpentChallenges } from '../store/spent-challenges.ts';
import { purgeDeliveries } from '../store/webhook-deliveries.ts';

const DAY_MS = 86_400_000;
/** How long what was sent, or given up, can still be looked at. */
const KEPT_MS = 60 * DAY_MS;
/** How long what webhooks were sent can. */
const DELIVERIES_KEPT_MS = 30 * DAY_MS;
/** A browser to which nothing could be sent for so long is forgotten. */
const PUSH_FAILING_MS = 30 * DAY_MS;
/** Erased in one transaction, so that no booking waits long for it. */
const BATCH = 500;

/** Erases what nobody can use or look at any more. `timetable` is the kind of job that the timetable makes. */
export async function forgetThePast(ctx: Context, timetable: string): Promise<void> {
  const now = ctx.clock.now();
  await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - DAY_MS, BATCH, timetable)));
  // It names whoever somebody asked about, known or not.
  for (const kind of [PORTAL_LINK, SIGN_IN_LINK, VERIFICATION]) {
    await inBatches(() => ctx.store.write((tx) => purgeSettledJobs(tx, now - DAY_MS, BATCH, kind)));
  }
  await inBatches(() => ctx.store.write((tx) => purgeDoneRequests(tx, now, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeDeliveries(tx, now - DELIVERIES_KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeExpiredTokens(tx, now - KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeSignInLinks(tx, now - KEPT_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeSignIns(tx, now, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeProofs(tx, now - DAY_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeFailingPushes(tx, now - PUSH_FAILING_MS, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeSpentChallenges(tx, now, BATCH)));
  await inBatches(() => ctx.store.write((tx) => purgeRefused(tx, now - KEPT_MS, BATCH)));
}

async function inBatches(erase: () => Promise<number>): Promise<void> {
  let erased = BATCH;
  while (erased === BATCH) erased = await erase();
}
