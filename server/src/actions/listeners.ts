import type { Webhook } from '../domain/webhook.ts';
import type { Db } from '../store/database.ts';
import { type PushAudience, pushAudience } from '../store/push-subscriptions.ts';
import { keptSettings } from '../store/settings-cache.ts';
import { listWebhooks } from '../store/webhooks.ts';

/** Who besides the readers of mails is told of what happens. */
export interface Listeners {
  /** Those that are switched on. */
  readonly webhooks: readonly Webhook[];
  readonly pushes: PushAudience;
}

/** Asks the database no more than whether anything has changed since it was asked before. */
export function findListeners(db: Db): Promise<Listeners> {
  return keptSettings(db, 'listeners', async () => ({
    webhooks: (await listWebhooks(db)).filter(({ active }) => active),
    pushes: await pushAudience(db),
  }));
}
