import type { Context } from './actions/context.ts';
import { deliverText, type TextPost } from './actions/deliver-text.ts';
import { type OwedText, TEXT_MESSAGE, type TextRules } from './domain/text-message.ts';
import { TEXT_CURVE } from './jobs/back-off.ts';
import type { JobRunner, WorkerOptions } from './jobs/worker.ts';
import { textSender } from './notify/text-gateway.ts';
import { textWords } from './notify/text-words.ts';
import { type SmsConfig, textFormat } from './sms-settings.ts';

/** A gateway that hangs holds up so many, and others not before there are so many. */
const AT_ONCE = 4;

/** How texts are sent; undefined where the settings name no gateway. */
export function textRules({ smsUrl, smsQuietHours, smsMonthlyCap, smsPrefixes }: SmsConfig): TextRules | undefined {
  if (smsUrl === null) return undefined;
  return { quietHours: smsQuietHours, monthlyCap: smsMonthlyCap, prefixes: smsPrefixes };
}

/** What the worker of text messages does; null where the settings name no gateway. */
export function textWork(
  ctx: Context,
  config: SmsConfig,
): Pick<WorkerOptions, 'run' | 'curves' | 'concurrency'> | null {
  const format = textFormat(config);
  if (format === null) return null;
  const post: TextPost = { compose: textWords, send: textSender(format) };
  const run: JobRunner = (payload, signal) => deliverText(ctx, post, payload as OwedText, signal);
  return { run: { [TEXT_MESSAGE]: run }, curves: { [TEXT_MESSAGE]: TEXT_CURVE }, concurrency: AT_ONCE };
}
