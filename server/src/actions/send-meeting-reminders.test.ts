import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OwedMail } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import { applySettings } from './apply-settings.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { confirmMeeting } from './confirm-meeting.ts';
import { deliverMail } from './deliver-mail.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Wednesday, 14:00 in Paris: two days and five hours after NOW. */
const START = NOW + 54 * HOUR;

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam(
    scratchType('intro', { maxGuests: 3 }),
    scratchType('asked', { requiresConfirmation: true, hosts: ['claire@team.example'] }),
  );
});
afterEach(() => team.dispose());

const client = { role: 'client' } as const;
const book = async (more: Parameters<typeof wish>[2] = {}, slug = 'intro', start = START) =>
  (await bookMeeting(team.ctx, wish(slug, start, more))).meeting;
const hostOf = (meeting: Meeting) => ({
  role: 'host' as const,
  hostId: meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '',
});
const ahead = (minutes: number, start = START) => start - minutes * MINUTE;

async function at(now: number) {
  team.setNow(now);
  return sendMeetingReminders(team.ctx);
}

async function reminders(): Promise<OwedMail[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as OwedMail)
    .filter(({ template }) => template.endsWith('_reminder'));
}
const told = async () => (await reminders()).map(({ template }) => template);

/** What waits, and what became of the rest. */
async function rows() {
  const found = await team.raw(`select state, run_at_ms, payload from jobs where kind = 'reminder' order by id`);
  return found.map(({ state, run_at_ms: runAt, payload }) =>
    state === 'pending' ? Number(runAt) : JSON.parse(String(payload)).outcome,
  );
}

describe('a meeting that stands', () => {
  it('is reminded of a day and an hour before, its client and guests and not its host', async () => {
    const meeting = await book({ guests: ['bob@example.com', 'carl@example.com'] });
    expect(await rows()).toEqual([ahead(1440)]);
    expect(await at(ahead(1440) - 1)).toMatchObject({ sent: 0 });
    expect(await at(ahead(1440) + 9_000)).toMatchObject({ sent: 1 });
    expect(await told()).toEqual(['client_reminder', 'guest_reminder', 'guest_reminder']);
    const [first] = await reminders();
    expect(first).toMatchObject({
      recipient: { email: meeting.participants[0]?.email, timeZone: 'Europe/Paris' },
      invitation: null,
      toldAt: ahead(1440) + 9_000,
      portalTokenId: meeting.id.replace('mtg_', 'ptk_'),
      open: { canMove: true, canCancel: true },
    });
    expect(await rows()).toEqual(['sent', ahead(60)]);
    expect(await at(ahead(60))).toMatchObject({ sent: 1 });
    expect(await told()).toHaveLength(6);
    expect(await rows()).toEqual(['sent', 'sent']);
    expect(await at(START + HOUR)).toEqual({ sent: 0, missed: 0, nothing: 0, left: 0 });
  });

  it('is reminded of as it is by then: its new title, and no guest who has declined or gone', async () => {
    const meeting = await book({ guests: ['bob@example.com', 'carl@example.com'] });
    await changeMeeting(team.ctx, {
      meetingId: meeting.id,
      actor: hostOf(meeting),
      changes: { title: 'The attic', guests: ['carl@example.com', 'dora@example.com'] },
    });
    await team.raw(`update participants set response = 'declined' where email = $1`, 'carl@example.com');
    await at(ahead(1440));
    expect((await reminders()).map(({ recipient, meeting: { title } }) => [recipient.email, title])).toEqual([
      [meeting.participants[0]?.email, 'The attic'],
      ['dora@example.com', 'The attic'],
    ]);
  });

  it('is told to a host who asks for each meeting, in their own zone', async () => {
    await applySettings(team.ctx, {
      hosts: [{ name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', reminders: 'each' }],
    });
    await book({ client: { name: 'Ada', email: 'ada@example.com', phone: '+33 1 23' } });
    await at(ahead(60));
    const mails = await reminders();
    expect(mails.map(({ template }) => template)).toEqual(['client_reminder', 'host_reminder']);
    expect(mails[1]).toMatchObject({
      recipient: { email: 'claire@team.example', locale: 'fr' },
      clientPhone: '+33 1 23',
    });
    expect(mails[1]).not.toHaveProperty('portalTokenId');
  });

  it('owes nothing that was due when it was booked', async () => {
    team.setNow(ahead(30));
    await book();
    expect(await rows()).toEqual([]);
    await book({ reminderMinutes: [120, 60, 10] }, 'intro', START + HOUR);
    expect(await rows()).toEqual([ahead(60, START + HOUR)]);
  });

  it('with an empty list owes none at all', async () => {
    await book({ reminderMinutes: [] });
    expect(await rows()).toEqual([]);
  });
});

describe('after a while in which nothing ran', () => {
  it('the latest of several goes, alone', async () => {
    await book({ reminderMinutes: [2880, 1440, 60] });
    expect(await at(ahead(20))).toMatchObject({ sent: 1 });
    expect(await told()).toEqual(['client_reminder']);
    expect(await rows()).toEqual(['sent']);
    const [row] = await team.raw(`select payload from jobs where kind = 'reminder'`);
    expect(JSON.parse(String(row?.payload))).toMatchObject({ minutes: 60, passedOver: [2880, 1440] });
  });

  it('a late one goes while its meeting is ahead and none later is due', async () => {
    await book();
    expect(await at(ahead(61))).toMatchObject({ sent: 1 });
    expect(await rows()).toEqual(['sent', ahead(60)]);
  });

  it('one whose meeting has begun is missed, which can be seen, and is not sent', async () => {
    await book();
    expect(await at(START)).toMatchObject({ missed: 1, sent: 0 });
    expect(await rows()).toEqual(['missed']);
    const [mail, ...others] = await reminders();
    expect(others).toEqual([]);
    const sent: unknown[] = [];
    const post = {
      compose: mailComposer({ publicUrl: team.ctx.publicUrl, mailFrom: 'booking@rooms.example' }),
      mailer: { send: async (one: unknown) => void sent.push(one), close: () => {} },
    };
    await expect(deliverMail(team.ctx, post, mail)).rejects.toMatchObject({
      isFinal: true,
      message: 'The meeting had begun before this reminder could be sent.',
    });
    expect(sent).toEqual([]);
  });
});

describe('a meeting that changes', () => {
  it('once moved is reminded of at its new time alone, counted from the move', async () => {
    const meeting = await book();
    await at(ahead(1440));
    team.setNow(ahead(600));
    const later = START + 2 * HOUR;
    await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { start: later } });
    expect(await rows()).toEqual(['sent', 'replaced', ahead(60, later)]);
    expect(await at(ahead(60))).toMatchObject({ sent: 0, missed: 0, nothing: 0 });
    expect(await at(ahead(60, later))).toMatchObject({ sent: 1 });
    expect((await reminders()).map(({ meeting: { start } }) => start)).toEqual([START, later]);
  });

  it('and moved there and back is reminded of once for each start', async () => {
    const meeting = await book();
    const move = (start: number) =>
      changeMeeting(team.ctx, { meetingId: meeting.id, actor: hostOf(meeting), changes: { start } });
    await move(START + 24 * HOUR);
    await move(START);
    await at(ahead(1440));
    await at(ahead(60));
    expect(await told()).toEqual(['client_reminder', 'client_reminder']);
  });

  it('once cancelled is not spoken of again', async () => {
    const meeting = await book();
    await cancelMeeting(team.ctx, { meetingId: meeting.id, actor: client, reason: null });
    expect(await rows()).toEqual(['replaced']);
    await at(ahead(60));
    expect(await told()).toEqual([]);
  });

  it('has no reminder while it awaits its host, and those to come once it is confirmed', async () => {
    const meeting = await book({}, 'asked');
    expect(await rows()).toEqual([]);
    team.setNow(ahead(1000));
    await confirmMeeting(team.ctx, { meetingId: meeting.id, actor: hostOf(meeting) });
    expect(await rows()).toEqual([ahead(60)]);
    await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { start: START + 24 * HOUR } });
    expect(await rows()).toEqual(['replaced']);
  });

  it('follows a changed list, of which nothing is made up for', async () => {
    const meeting = await book();
    const list = (reminderMinutes: number[]) =>
      changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { reminderMinutes } });
    await list([2880, 120]);
    expect(await rows()).toEqual(['replaced', ahead(2880)]);
    await at(ahead(2880));
    await list([2940, 180]);
    await at(ahead(180));
    await list([]);
    expect(await rows()).toEqual(['replaced', 'sent', 'replaced', 'sent']);
    expect(await told()).toHaveLength(2);
  });

  it('sends the one that has just fallen due even where its list is changed before anybody looked', async () => {
    const meeting = await book();
    team.setNow(ahead(1440) + 5_000);
    await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { reminderMinutes: [1440, 30] } });
    expect(await at(ahead(1440) + 15_000)).toMatchObject({ sent: 1 });
    expect(await rows()).toEqual(['sent', ahead(30)]);
  });
});

describe('a clock that is set', () => {
  it('back by an hour: nobody is reminded of the same twice, and of nothing early', async () => {
    const meeting = await book({ reminderMinutes: [120, 60] });
    await at(ahead(120));
    await at(ahead(60));
    expect(await told()).toHaveLength(2);
    await at(ahead(119));
    await changeMeeting(team.ctx, { meetingId: meeting.id, actor: client, changes: { reminderMinutes: [60] } });
    expect(await rows()).toEqual(['sent', 'sent', ahead(60)]);
    await at(ahead(60));
    expect(await told()).toHaveLength(2);
  });

  it('two days ahead and back: what comes later comes at its time', async () => {
    const other = START + 120 * HOUR;
    await book();
    await book({}, 'intro', other);
    await at(NOW + 48 * HOUR);
    await at(NOW);
    expect(await told()).toHaveLength(1);
    expect(await at(ahead(60))).toMatchObject({ sent: 1 });
    expect(await at(ahead(1440, other) - 1)).toMatchObject({ sent: 0, missed: 0 });
    expect(await at(ahead(1440, other))).toMatchObject({ sent: 1 });
  });
});
