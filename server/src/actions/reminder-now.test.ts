import { afterEach, expect, test } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import type { Mail } from '../notify/mailer.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { deliverMail } from './deliver-mail.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const HOUR = 3_600_000;
const START = NOW + 54 * HOUR;
let team: ScratchTeam;
afterEach(() => team.dispose());

/** A meeting whose reminder waits for a mail server, and how to send it. */
async function reminded() {
  team = await scratchTeam(scratchType('intro'));
  const { meeting } = await bookMeeting(team.ctx, wish('intro', START));
  team.setNow(START - 24 * HOUR);
  await sendMeetingReminders(team.ctx);
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  const owed = rows.map(({ payload }) => JSON.parse(String(payload)) as OwedMail).at(-1);
  const sent: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void sent.push(mail), close: () => {} };
  const compose = mailComposer({ publicUrl: team.ctx.publicUrl, mailFrom: 'booking@book.example' });
  return { meeting, owed, sent, send: () => deliverMail(team.ctx, { compose, mailer }, owed) };
}
const actor = { role: 'client' } as const;

test('a reminder that waited for its mail server says how near the meeting is now, and what it is called now', async () => {
  const { meeting, owed, sent, send } = await reminded();
  const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
  const changes = { title: 'The attic' };
  await changeMeeting(team.ctx, { meetingId: meeting.id, actor: { role: 'host', hostId }, changes });
  team.setNow(START - 2 * HOUR);
  await send();
  expect(sent[0]).toMatchObject({ messageId: owed?.messageId, text: expect.stringContaining(' in 2 hours') });
  expect(sent[0]?.text).toContain('The attic');
});

test('it is not sent once the meeting has begun, is cancelled, or is at another time, for good', async () => {
  const first = await reminded();
  team.setNow(START);
  await expect(first.send()).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('begun') });
  await team.dispose();
  const second = await reminded();
  await changeMeeting(team.ctx, { meetingId: second.meeting.id, actor, changes: { start: START + HOUR } });
  await expect(second.send()).rejects.toMatchObject({ isFinal: true });
  await cancelMeeting(team.ctx, { meetingId: second.meeting.id, actor, reason: null });
  await expect(second.send()).rejects.toMatchObject({ isFinal: true });
  expect([...first.sent, ...second.sent]).toEqual([]);
});
