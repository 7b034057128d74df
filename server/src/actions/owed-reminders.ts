import { messageId } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { changesOpen } from '../domain/meeting-changes.ts';
import { reminderMailJobs } from '../domain/reminder-mail.ts';
import { findClient } from '../store/clients.ts';
import type { Transaction } from '../store/database.ts';
import { hostsById } from '../store/hosts.ts';
import type { NewJob } from '../store/jobs.ts';
import { findTypeById } from '../store/meeting-types.ts';
import { meetingTokenId } from '../store/portal-tokens.ts';
import type { Context } from './context.ts';
import { wanted } from './mails-off.ts';
import { pushesOfReminder } from './owe-pushes.ts';
import { reminderTexts } from './owed-texts.ts';

/**
 * The messages of one reminder, so many minutes before the meeting as it is now: mails to whoever has not switched them off, texts to the client
 * who asked for them, and notices to devices.
 */
export async function reminderMessages(
  ctx: Context,
  tx: Transaction,
  meeting: Meeting,
  minutes: number,
): Promise<NewJob[]> {
  const now = ctx.clock.now();
  const { hostname } = new URL(ctx.publicUrl);
  const ids = meeting.participants.flatMap(({ hostId }) => hostId ?? []);
  const asking = (await hostsById(tx, ids)).filter(({ reminders }) => reminders === 'each').map(({ id }) => id);
  const type = await findTypeById(tx, meeting.type.id);
  const client = asking.length > 0 ? await findClient(tx, meeting.clientId) : null;
  const mails = reminderMailJobs(meeting, {
    newMessageId: () => messageId(ctx.clock.randomBytes(16), hostname),
    portalTokenId: meetingTokenId(meeting.id),
    open: type ? changesOpen(meeting, type, now) : undefined,
    clientPhone: client?.phone ?? undefined,
    minutes,
    hostIds: new Set(asking),
    now,
  });
  return [
    ...(await wanted(tx, 'reminders', mails)),
    ...(await reminderTexts(ctx, tx, meeting, minutes)),
    ...(await pushesOfReminder(tx, meeting, { minutes, hostIds: asking, now })),
  ];
}
