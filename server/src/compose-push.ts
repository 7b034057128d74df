import packageJson from '../package.json' with { type: 'json' };
import type { Context } from './actions/context.ts';
import { deliverPush, type PushPost } from './actions/deliver-push.ts';
import { PUSH } from './actions/owe-pushes.ts';
import type { WebhookConfig } from './compose-webhooks.ts';
import type { OwedPush, OwedTestPush } from './domain/push.ts';
import { PUSH_CURVE } from './jobs/back-off.ts';
import type { JobRunner, WorkerOptions } from './jobs/worker.ts';
import { readMailAddress } from './notify/mailer.ts';
import { pushNotice, testNotice } from './notify/push-message.ts';
import { pushAnswer, pushRequest, pushSubject } from './notify/push-request.ts';
import { guardedSender } from './notify/webhook-post.ts';
import { webhookTargets } from './notify/webhook-target.ts';

/** The settings of notices: who signs them, and where they may lead besides the public internet, which is where webhooks may. */
export interface PushConfig extends WebhookConfig {
  readonly mailFrom: string | null;
}

const AT_ONCE = 8;

/** What the worker of notices does. */
export function pushWork(
  ctx: Context,
  { webhookAllow, mailFrom }: PushConfig,
): Pick<WorkerOptions, 'run' | 'curves' | 'concurrency'> {
  const userAgent = `Meeting-Booker/${packageJson.version}`;
  const send = guardedSender({ targets: webhookTargets(webhookAllow), userAgent });
  const sender = mailFrom === null ? null : readMailAddress(mailFrom).address;
  const post: PushPost = {
    noticeOf: (owed) => pushNotice(owed, ctx.publicUrl),
    testNotice,
    request: (push) => pushRequest(push, pushSubject(ctx.publicUrl, sender)),
    send: async (request, signal) => pushAnswer(await send(request, signal), ctx.clock.now()),
  };
  const run: JobRunner = (payload, signal) => deliverPush(ctx, post, payload as OwedPush | OwedTestPush, signal);
  return { run: { [PUSH]: run }, curves: { [PUSH]: PUSH_CURVE }, concurrency: AT_ONCE };
}
