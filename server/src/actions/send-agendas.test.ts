import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OwedAgendaMail } from '../domain/mail.ts';
import type { Mail } from '../notify/mailer.ts';
import { applySettings } from './apply-settings.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { deliverMail } from './deliver-mail.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendAgendas } from './send-agendas.ts';

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'), scratchType('with-ben', { hosts: ['ben@team.example'] }));
});
afterEach(() => team.dispose());

const at = async (instant: string, ctx = team.ctx) => {
  team.setNow(Date.parse(instant));
  return sendAgendas(ctx);
};
async function agendas(): Promise<OwedAgendaMail[]> {
  const rows = await team.raw(`select payload from jobs where kind = 'mail' order by id`);
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as OwedAgendaMail)
    .filter(({ template }) => template === 'host_agenda');
}
const claire = (more: object) =>
  applySettings(team.ctx, {
    hosts: [{ name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', ...more }],
  });

test('a host gets the meetings of their day at seven in the morning by their own clock, in order', async () => {
  const { meeting: later } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z', { title: 'Late' }));
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z', { title: 'Early' }));
  await bookMeeting(team.ctx, wish('intro', '2026-11-04T09:00:00Z', { title: 'Another day' }));
  const { meeting: off } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T11:00:00Z', { title: 'Off' }));
  await cancelMeeting(team.ctx, { meetingId: off.id, actor: { role: 'client' }, reason: null });
  expect(await at('2026-11-03T05:59:00Z')).toBe(0);
  expect(await at('2026-11-03T06:00:20Z')).toBe(1);
  const [mail] = await agendas();
  expect(mail).toMatchObject({
    recipient: { email: 'claire@team.example', timeZone: 'Europe/Paris', locale: 'fr' },
    date: '2026-11-03',
  });
  expect(mail?.meetings.map(({ title, client }) => [title, client])).toEqual([
    ['Early', 'Ada'],
    ['Late', 'Ada'],
  ]);
  expect(mail?.meetings[1]?.start).toBe(later.start);
});

test('there is one a day, whoever asks, however often, and however the clock is set', async () => {
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z'));
  await bookMeeting(team.ctx, wish('intro', '2026-11-04T14:00:00Z'));
  const others = [team.ctx, await team.another(), await team.another()];
  team.setNow(Date.parse('2026-11-03T07:00:00Z'));
  await Promise.all([...others, ...others].map(sendAgendas));
  await at('2026-11-03T06:10:00Z');
  await at('2026-11-03T10:00:00Z');
  expect((await agendas()).map(({ date }) => date)).toEqual(['2026-11-03']);
  await at('2026-11-04T06:00:00Z');
  await at('2026-11-03T06:00:00Z');
  expect((await agendas()).map(({ date }) => date)).toEqual(['2026-11-03', '2026-11-04']);
});

test('after downtime it comes late until noon, of what is still ahead, and not at all afterwards', async () => {
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z', { title: 'Over' }));
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z', { title: 'Ahead' }));
  await bookMeeting(team.ctx, wish('intro', '2026-11-04T14:00:00Z'));
  await at('2026-11-03T10:30:00Z');
  expect((await agendas())[0]?.meetings.map(({ title }) => title)).toEqual(['Ahead']);
  expect(await at('2026-11-04T11:00:00Z')).toBe(0);
});

test('on a day with nothing there is none, even where something is booked later', async () => {
  expect(await at('2026-11-03T06:00:00Z')).toBe(0);
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z'));
  expect(await at('2026-11-03T08:00:00Z')).toBe(0);
});

test('each host has their own clock and their own wish', async () => {
  await bookMeeting(team.ctx, wish('with-ben', '2026-11-03T14:30:00Z'));
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z'));
  await claire({ reminders: 'none' });
  expect(await at('2026-11-03T07:00:00Z')).toBe(0);
  await claire({ reminders: 'agenda', agendaTime: '08:30' });
  expect(await at('2026-11-03T07:29:00Z')).toBe(0);
  expect(await at('2026-11-03T07:30:00Z')).toBe(1);
  expect(await at('2026-11-03T12:00:00Z')).toBe(1);
  expect((await agendas()).map(({ recipient }) => recipient.email)).toEqual([
    'claire@team.example',
    'ben@team.example',
  ]);
});

test('the setting stays where the file does not name it, and a time after noon is refused', async () => {
  await claire({ reminders: 'each', agendaTime: '06:15' });
  await claire({});
  const read = () => team.raw(`select reminders, agenda_minutes from hosts where email = 'claire@team.example'`);
  expect(await read()).toEqual([{ reminders: 'each', agenda_minutes: 375 }]);
  for (const agendaTime of ['12:00', '7:00', '24:00']) {
    await expect(claire({ agendaTime })).rejects.toMatchObject({ code: 'invalid_request' });
  }
});

test('who dies while it is made loses none, and one that waited past noon for its mail server is not sent', async () => {
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T14:00:00Z'));
  const dead = {
    now: team.ctx.clock.now,
    randomBytes: () => {
      throw new Error('killed');
    },
  };
  await expect(at('2026-11-03T06:00:00Z', { ...team.ctx, clock: dead })).rejects.toThrow('killed');
  expect(await at('2026-11-03T06:01:00Z')).toBe(1);
  const [mail] = await agendas();
  const sent: unknown[] = [];
  const post = {
    compose: () => ({}) as Mail,
    mailer: { send: async (one: Mail) => void sent.push(one), close: () => {} },
  };
  await deliverMail(team.ctx, post, mail);
  team.setNow(Date.parse('2026-11-03T11:00:00Z'));
  await expect(deliverMail(team.ctx, post, mail)).rejects.toMatchObject({ isFinal: true });
  expect(sent).toHaveLength(1);
});
