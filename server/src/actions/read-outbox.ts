import type { AnyOwedMail } from '../domain/mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import type { ComposeMail, Mail } from '../notify/mailer.ts';
import { type KeptJob, listJobs } from '../store/job-records.ts';
import type { Context } from './context.ts';
import { mailToSend } from './deliver-mail.ts';

/** A mail in the outbox, resting or gone, as it would be sent now; instants are epoch milliseconds. */
export interface OutboxMail {
  readonly id: string;
  readonly state: KeptJob['state'];
  readonly template: AnyOwedMail['template'];
  readonly createdAt: number;
  readonly mail: Mail;
}

/**
 * The newest mails, newest first. They hold usable portal links, so this is for the demo alone, whose people and meetings
 * are all made up.
 */
export async function readOutbox(ctx: Context, compose: ComposeMail, limit: number): Promise<OutboxMail[]> {
  const jobs = await listJobs(ctx.store.db, 'mail', { limit });
  const mails = await Promise.all(jobs.map((job) => outboxMail(ctx, compose, job)));
  return mails.filter((mail) => mail !== null);
}

/** One mail of the outbox by its id; null: there is none. For the demo alone. */
export async function readOutboxMail(ctx: Context, compose: ComposeMail, id: string): Promise<OutboxMail | null> {
  if (!/^\d{1,15}$/.test(id)) return null;
  const [job] = await listJobs(ctx.store.db, 'mail', { limit: 1, id: Number(id) });
  return job ? outboxMail(ctx, compose, job) : null;
}

/** Null for a mail whose code or link is gone, without which there is nothing to show. */
async function outboxMail(ctx: Context, compose: ComposeMail, job: KeptJob): Promise<OutboxMail | null> {
  const owed = job.payload as AnyOwedMail;
  const { id, state, createdAt } = job;
  try {
    return { id: String(id), state, template: owed.template, createdAt, mail: await mailToSend(ctx, owed, compose) };
  } catch (error) {
    if (error instanceof MailRefused) return null;
    throw error;
  }
}
