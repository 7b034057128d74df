import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnyOwedMail, OwedMail } from '../domain/mail.ts';
import { OPTIONAL_MAILS, optionalKind } from '../domain/optional-mail.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import type { Mail } from '../notify/mailer.ts';
import { bookMeeting } from './book-meeting.ts';
import { deliverMail, mailToSend } from './deliver-mail.ts';
import { mailsByToken, switchMails } from './mails-off.ts';
import { offToken, openOffToken } from './off-token.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendAgendas } from './send-agendas.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const HOUR = 3_600_000;
const START = NOW + 54 * HOUR;
const SECRET = new Uint8Array(32).fill(7);

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 3 }));
});
afterEach(() => team.dispose());

const compose = () => mailComposer({ publicUrl: team.ctx.publicUrl, mailFrom: 'booking@rooms.example' });

async function owed(): Promise<AnyOwedMail[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  return rows.map(({ payload }) => JSON.parse(String(payload)) as AnyOwedMail);
}
const reminded = async () =>
  (await owed()).filter(({ template }) => template.endsWith('_reminder')).map(({ recipient }) => recipient.email);

/** What the mail's own link switches. */
async function tokenOf(mail: AnyOwedMail): Promise<string> {
  const { unsubscribe } = await mailToSend(team.ctx, mail, compose());
  return /\/mails\/([^?]+)\?lang=/.exec(unsubscribe ?? '')?.[1] ?? '';
}

test('a token opens what it was made of, under its secret alone, and is the same each time', () => {
  fc.assert(
    fc.property(fc.emailAddress({ size: 'small' }), fc.constantFrom(...OPTIONAL_MAILS), (address, kind) => {
      const token = offToken(SECRET, { address, kind });
      expect(token).toMatch(/^off_[\w-]{40,}$/);
      expect(token).toBe(offToken(SECRET, { address: address.toUpperCase(), kind }));
      expect(Buffer.from(token.slice(4), 'base64url').toString('latin1')).not.toContain(address.toLowerCase());
      expect(openOffToken(SECRET, token)).toEqual({ address: address.toLowerCase(), kind });
      expect(openOffToken(new Uint8Array(32).fill(8), token)).toBeNull();
    }),
    { numRuns: 50 },
  );
});

test('a token of which a sign is another, or any other text, opens nothing', () => {
  const token = offToken(SECRET, { address: 'ada@example.com', kind: 'notes' });
  for (let i = 4; i < token.length - 1; i += 1) {
    const other = token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1);
    expect(openOffToken(SECRET, other)).toBeNull();
  }
  for (const text of [
    '',
    'off_',
    'off_AAAA',
    `off_${'A'.repeat(60)}`,
    token.slice(4),
    `${token}AAAA`,
    `off_${'A'.repeat(600)}`,
  ]) {
    expect(openOffToken(SECRET, text)).toBeNull();
  }
});

test('only mails that one can do without can be switched off', () => {
  const kinds = (templates: AnyOwedMail['template'][]) => templates.map(optionalKind);
  expect(kinds(['host_agenda', 'client_reminder', 'guest_reminder', 'host_reminder'])).toEqual([
    'agenda',
    'reminders',
    'reminders',
    'reminders',
  ]);
  expect(kinds(['client_notes', 'host_notes'])).toEqual(['notes', 'notes']);
  expect(kinds(['client_confirmed', 'guest_moved', 'host_cancelled', 'client_link', 'host_webhook_off'])).toEqual(
    Array(5).fill(null),
  );
});

test('who switches reminders off by the link in one gets no more of them, and again once they are on; others are reminded', async () => {
  const { meeting } = await bookMeeting(team.ctx, wish('intro', START, { guests: ['bob@example.com'] }));
  team.setNow(START - 24 * HOUR);
  await sendMeetingReminders(team.ctx);
  const client = meeting.participants[0]?.email ?? '';
  expect(await reminded()).toEqual([client, 'bob@example.com']);
  const [first] = (await owed()).filter(({ template }) => template === 'client_reminder');
  const token = await tokenOf(first as AnyOwedMail);
  expect(await mailsByToken(team.ctx, token)).toEqual({ address: client.toLowerCase(), kind: 'reminders', off: false });
  expect((await switchMails(team.ctx, token, true)).off).toBe(true);
  expect((await switchMails(team.ctx, token, true)).off).toBe(true);
  expect((await mailsByToken(team.ctx, token)).off).toBe(true);
  team.setNow(START - HOUR);
  await sendMeetingReminders(team.ctx);
  expect(await reminded()).toEqual([client, 'bob@example.com', 'bob@example.com']);
  await switchMails(team.ctx, token, false);
  await bookMeeting(team.ctx, wish('intro', START + 26 * HOUR, { client: { name: 'Ada', email: client } }));
  team.setNow(START + 2 * HOUR);
  await sendMeetingReminders(team.ctx);
  expect((await reminded()).at(-1)).toBe(client);
});

test('what was owed before is not sent after, with a reason that nobody tries again', async () => {
  await bookMeeting(team.ctx, wish('intro', START));
  team.setNow(START - 24 * HOUR);
  await sendMeetingReminders(team.ctx);
  const [mail] = (await owed()).filter(({ template }) => template === 'client_reminder') as OwedMail[];
  await switchMails(team.ctx, await tokenOf(mail as OwedMail), true);
  const sent: Mail[] = [];
  const mailer = { send: async (one: Mail) => void sent.push(one), close: () => undefined };
  const trying = deliverMail(team.ctx, { compose: compose(), mailer }, mail);
  await expect(trying).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('switched off') });
  const [booked] = (await owed()).filter(({ template }) => template === 'client_confirmed');
  await deliverMail(team.ctx, { compose: compose(), mailer }, booked);
  expect(sent.map(({ subject, unsubscribe }) => [subject !== '', unsubscribe])).toEqual([[true, null]]);
});

test('a host who switches the agenda off gets none, and still hears of bookings', async () => {
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z'));
  await bookMeeting(team.ctx, wish('intro', '2026-11-04T14:00:00Z'));
  team.setNow(Date.parse('2026-11-03T07:00:00Z'));
  expect(await sendAgendas(team.ctx)).toBe(1);
  const agenda = (await owed()).find(({ template }) => template === 'host_agenda') as AnyOwedMail;
  await switchMails(team.ctx, await tokenOf(agenda), true);
  team.setNow(Date.parse('2026-11-04T07:00:00Z'));
  expect(await sendAgendas(team.ctx)).toBe(0);
  await switchMails(team.ctx, await tokenOf(agenda), false);
  expect(await sendAgendas(team.ctx)).toBe(1);
});

test('two who press at one moment do no harm', async () => {
  const other = await team.another();
  const token = offToken(team.ctx.secret, { address: 'ada@example.com', kind: 'notes' });
  await Promise.all([team.ctx, other, team.ctx, other].map((ctx) => switchMails(ctx, token, true)));
  expect((await mailsByToken(other, token)).off).toBe(true);
});
