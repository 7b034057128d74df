import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { OwedText, TextRules } from '../domain/text-message.ts';
import { type ScratchGateway, scratchGateway } from '../notify/scratch-gateway.ts';
import { textSender } from '../notify/text-gateway.ts';
import { readTextFormat } from '../notify/text-request.ts';
import { textWords } from '../notify/text-words.ts';
import { bookMeeting } from './book-meeting.ts';
import { cancelMeeting } from './cancel-meeting.ts';
import { changeMeeting } from './change-meeting.ts';
import { chooseTexts, readStopLink, readTexts, stopTexts } from './choose-texts.ts';
import type { Context } from './context.ts';
import { deliverText, type TextPost } from './deliver-text.ts';
import { clientKnownBy } from './known-client.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Wednesday, 14:00 in Paris. */
const START = NOW + 54 * HOUR;
const NUMBER = '+33612345678';
const RULES: TextRules = { quietHours: { from: 1260, to: 480 }, monthlyCap: 500, prefixes: [] };

let team: ScratchTeam;
let gateway: ScratchGateway;
let post: TextPost;
let texts: TextRules;

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro', { maxGuests: 2 }));
  gateway = await scratchGateway();
  texts = RULES;
  const headers = { authorization: 'Bearer sms-secret-key' };
  const format = readTextFormat({ url: gateway.url, method: 'POST', headers, body: null, from: null });
  post = { compose: textWords, send: textSender(format) };
});
afterEach(async () => {
  await gateway.close();
  await team.dispose();
});

const ctx = (): Context => ({ ...team.ctx, texts });
const ADA = { name: 'Ada', email: 'ada@example.com', phone: '+33 6 12 34 56 78', textMessages: true };

async function book(start = START, client: Parameters<typeof wish>[2] = {}) {
  return (await bookMeeting(ctx(), wish('intro', start, { client: ADA, ...client }))).meeting;
}

async function owed(): Promise<{ payload: OwedText; runAt: number; recipient: string; state: string }[]> {
  const rows = await team.raw(
    `select payload, run_at_ms, recipient, state from jobs where kind = 'text_message' order by id`,
  );
  return rows.map((row) => ({
    payload: JSON.parse(String(row.payload)),
    runAt: Number(row.run_at_ms),
    recipient: String(row.recipient),
    state: String(row.state),
  }));
}

async function deliver(index = -1): Promise<void> {
  const job = (await owed()).at(index);
  if (!job) throw new Error('no text is owed');
  await deliverText(ctx(), post, job.payload, new AbortController().signal);
}

const sent = () => gateway.requests.map(({ body }) => JSON.parse(body) as { to: string; text: string; id: string });
const remind = (at: number) => {
  team.setNow(at);
  return sendMeetingReminders(ctx());
};
const byHost = (meeting: Awaited<ReturnType<typeof book>>) => ({
  role: 'host' as const,
  hostId: meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '',
});

describe('a client who asked for texts', () => {
  it('is reminded by text as by mail, once for each reminder, in their language and zone', async () => {
    await book(START, { locale: 'fr' });
    await remind(START - 24 * HOUR);
    await remind(START - 24 * HOUR);
    await remind(START - HOUR);
    expect((await owed()).map(({ runAt, recipient }) => [runAt, recipient])).toEqual([
      [START - 24 * HOUR, NUMBER],
      [START - HOUR, NUMBER],
    ]);
    await deliver(0);
    expect(sent()).toEqual([
      {
        to: NUMBER,
        id: (await owed())[0]?.payload.id,
        text: expect.stringMatching(
          /^Rappel : mer\. 4 nov\. à 14:00, The intro avec Claire\nStop SMS : https:\/\/book\.example\/t\/[\w-]{42}$/,
        ),
      },
    ]);
  });

  it('hears of what a host changes of the time, and of nothing that they do themselves', async () => {
    const meeting = await book();
    const move = (actor: Parameters<typeof changeMeeting>[1]['actor'], start: number) =>
      changeMeeting(ctx(), { meetingId: meeting.id, actor, changes: { start } });
    await move({ role: 'client' }, START + HOUR);
    await changeMeeting(ctx(), { meetingId: meeting.id, actor: byHost(meeting), changes: { title: 'The attic' } });
    expect(await owed()).toEqual([]);
    await move(byHost(meeting), START - HOUR);
    await deliver();
    await cancelMeeting(ctx(), { meetingId: meeting.id, actor: byHost(meeting), reason: null });
    await deliver();
    expect(sent().map(({ text }) => text.split('\n')[0])).toEqual([
      'Moved to Wed 4 Nov, 13:00: The attic with Claire',
      'Cancelled: Wed 4 Nov, 13:00: The attic with Claire',
    ]);
  });

  it('is not told what is not so any more', async () => {
    const meeting = await book();
    await changeMeeting(ctx(), { meetingId: meeting.id, actor: byHost(meeting), changes: { start: START - HOUR } });
    await cancelMeeting(ctx(), { meetingId: meeting.id, actor: byHost(meeting), reason: null });
    await expect(deliver(0)).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining('changed since'),
    });
    team.setNow(START);
    await expect(deliver()).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('had begun') });
    expect(sent()).toEqual([]);
  });
});

test('whoever did not ask gets none, and where none are sent nobody can ask', async () => {
  await book(START, { client: { ...ADA, textMessages: false } });
  await remind(START - 24 * HOUR);
  expect(await owed()).toEqual([]);
  const asked = bookMeeting(team.ctx, wish('intro', START + HOUR, { client: ADA }));
  await expect(asked).rejects.toMatchObject({ details: { errors: [{ path: '/client/textMessages' }] } });
});

test.each([
  [undefined, []],
  ['06 12 34 56 78', []],
  ['+49 151 23456789', ['+33', '+32']],
])('a booking with the number %s is refused', async (phone, prefixes) => {
  texts = { ...RULES, prefixes };
  const asked = book(START, { client: { ...ADA, phone } });
  await expect(asked).rejects.toMatchObject({
    code: 'invalid_request',
    details: { errors: [{ path: '/client/phone' }] },
  });
  expect(await team.raw('select id from meetings')).toEqual([]);
});

describe('at night, by the clock of whom it is for', () => {
  /** 14:00 in Paris is 22:00 in Tokyo: quiet. */
  const TOKYO = { timeZone: 'Asia/Tokyo' };

  it('a text waits for the morning', async () => {
    await book(START + 24 * HOUR, TOKYO);
    await remind(START);
    const morning = Date.parse('2026-11-05T08:00:00+09:00');
    expect((await owed())[0]?.runAt).toBe(morning);
    await expect(deliver()).rejects.toMatchObject({ notBefore: morning });
    team.setNow(morning);
    await deliver();
    expect(sent()).toHaveLength(1);
  });

  it('one that would come too late is not sent, and says why', async () => {
    await book(START, TOKYO);
    await remind(START - 30 * MINUTE);
    await expect(deliver()).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('quiet hours') });
    expect(sent()).toEqual([]);
  });
});

describe('the cap of a month', () => {
  beforeEach(() => {
    texts = { ...RULES, monthlyCap: 2 };
  });

  async function three() {
    for (const hours of [0, 1, 2]) await book(START + hours * HOUR);
    for (const hours of [0, 1, 2]) await remind(START + (hours - 24) * HOUR);
  }
  const notices = async () =>
    (await team.raw(`select payload from jobs where kind = 'mail' order by id`))
      .map(({ payload }) => JSON.parse(String(payload)))
      .filter(({ template }) => template === 'host_texts_used_up');

  it('stops what is beyond it, and is told to each owner once, until the next month', async () => {
    await team.raw(`update hosts set role = 'owner' where email = 'claire@team.example'`);
    await three();
    await deliver(0);
    expect(await notices()).toEqual([]);
    await deliver(1);
    await expect(deliver(2)).rejects.toMatchObject({
      isFinal: true,
      message: 'The 2 text messages of 2026-11 are used up.',
    });
    await expect(deliver(2)).rejects.toMatchObject({ isFinal: true });
    expect(sent()).toHaveLength(2);
    expect(await notices()).toMatchObject([
      { recipient: { email: 'claire@team.example' }, cap: 2, until: Date.parse('2026-12-01T00:00:00Z') },
    ]);
    const client = await clientKnownBy(ctx(), ADA.email);
    expect(client.email).toBe(ADA.email);
    await team.raw(`update counted_texts set month = '2026-10'`);
    await deliver(2);
    expect(sent()).toHaveLength(3);
  });

  it('counts a message once, however often it is tried, and over processes', async () => {
    await three();
    gateway.answer({ status: 503 });
    for (let tries = 0; tries < 5; tries += 1) await expect(deliver(0)).rejects.toThrow('503');
    gateway.answer({ status: 200 });
    const others = [await team.another(), await team.another()].map((other) => ({ ...other, texts }));
    const jobs = await owed();
    const outcomes = await Promise.allSettled(
      jobs.map(({ payload }, index) =>
        deliverText(others[index % 2] ?? ctx(), post, payload, new AbortController().signal),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const ids = new Set(sent().map(({ id }) => id));
    expect(ids.size).toBe(2);
  });
});

describe('what a client says last', () => {
  const ada = () => clientKnownBy(ctx(), ADA.email);

  it('counts: of one meeting, of all, and of one again', async () => {
    const first = await book();
    expect(await readTexts(ctx(), await ada())).toEqual({ on: true, number: NUMBER });
    await remind(START - 24 * HOUR);
    team.setNow(START - 23 * HOUR);
    await chooseTexts(ctx(), await ada(), { on: false, phone: undefined });
    await expect(deliver()).rejects.toMatchObject({
      isFinal: true,
      message: expect.stringContaining('wants no texts'),
    });
    expect(await readTexts(ctx(), await ada())).toMatchObject({ on: false });
    team.setNow(START - 22 * HOUR);
    await chooseTexts(ctx(), await ada(), { on: true, phone: '+32 470 12 34 56' });
    await remind(START - HOUR);
    await deliver();
    expect(sent().map(({ to }) => to)).toEqual(['+32470123456']);
    await chooseTexts(ctx(), await ada(), { on: false, phone: undefined });
    team.setNow(START - HOUR + 1000);
    await book(first.start + 24 * HOUR);
    await remind(START + 23 * HOUR);
    await deliver();
    expect(sent().map(({ to }) => to)).toEqual(['+32470123456', NUMBER]);
  });

  it('by the link in a text ends every text to its number, whoever’s meeting it was for', async () => {
    const mine = await book();
    await book(START + HOUR, { client: { ...ADA, email: 'bea@example.com' } });
    await remind(START - 23 * HOUR);
    await deliver(0);
    const [, token = ''] = /\/t\/(\S+)$/.exec(sent()[0]?.text ?? '') ?? [];
    expect(await readStopLink(ctx(), token)).toEqual({ number: NUMBER });
    await stopTexts(ctx(), token);
    await stopTexts(ctx(), token);
    expect(await readStopLink(ctx(), token)).toEqual({ number: null });
    await expect(deliver(1)).rejects.toMatchObject({ isFinal: true });
    await cancelMeeting(ctx(), { meetingId: mine.id, actor: byHost(mine), reason: null });
    expect((await owed()).filter(({ payload }) => payload.template === 'client_cancelled')).toEqual([]);
  });

  it.each([['nothing'], [`${'0'.repeat(26)}AAAAAAAAAAAAAAAA`]])(
    'by a link that is none, nothing: %s',
    async (token) => {
      await expect(stopTexts(ctx(), token)).rejects.toMatchObject({ code: 'not_found' });
    },
  );
});

test('no row or log line of ours holds a link that opens anything', async () => {
  await book();
  await remind(START - 24 * HOUR);
  const text = JSON.stringify((await owed())[0]?.payload);
  expect(text).not.toMatch(/https?:|ptk_|\/t\//);
});
