import { afterEach, expect, test } from 'vitest';
import { bookMeeting } from './actions/book-meeting.ts';
import type { Context } from './actions/context.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './actions/scratch-team.ts';
import { sendMeetingReminders } from './actions/send-meeting-reminders.ts';
import { type Jobs, startJobs } from './compose-jobs.ts';
import { textRules } from './compose-texts.ts';
import { readConfig } from './config.ts';
import { openLog } from './log.ts';
import { type GatewayAnswer, type ScratchGateway, scratchGateway } from './notify/scratch-gateway.ts';

const HOUR = 3_600_000;
const START = NOW + 54 * HOUR;

let team: ScratchTeam;
let gateway: ScratchGateway;
let jobs: Jobs;
const lines: string[] = [];

afterEach(async () => {
  await jobs.stop();
  await gateway.close();
  await team.dispose();
});

/** The program's jobs, with Ada's meeting and a reminder of it that is due. */
async function reminded(timeZone = 'Europe/Paris', answer: GatewayAnswer = { status: 202 }) {
  team = await scratchTeam(scratchType('intro'));
  gateway = await scratchGateway();
  gateway.answer(answer);
  const config = readConfig(
    {},
    { BOOKER_SMS_URL: gateway.url, BOOKER_SMS_HEADERS: '{"Authorization":"Bearer sms-secret-key"}' },
  );
  const ctx: Context = { ...team.ctx, texts: textRules(config), wakeWorker: () => jobs.wake() };
  const { logger } = openLog('info', { write: (line) => lines.push(line) });
  jobs = startJobs(ctx, config, logger, 1000);
  const client = { name: 'Ada', email: 'ada@example.com', phone: '+33612345678', textMessages: true };
  await bookMeeting(ctx, wish('intro', START, { client, timeZone }));
  team.setNow(START - 24 * HOUR);
  await sendMeetingReminders(ctx);
}

const job = async () => {
  jobs.wake();
  const [row] = await team.raw(`select state, attempts, run_at_ms, last_error from jobs where kind = 'text_message'`);
  return row;
};

const PATIENT = { timeout: 10_000 };

test('a gateway that is busy is asked again, with the same message under the same id, and no line tells the number or a secret', async () => {
  await reminded('Europe/Paris', { status: 503, text: 'busy with +33612345678 for sms-secret-key' });
  await expect.poll(async () => (await job())?.last_error, PATIENT).toBe('The gateway answered 503: busy with … for …');
  gateway.answer({ status: 202 });
  team.setNow(Number((await job())?.run_at_ms));
  await expect.poll(async () => (await job())?.state, PATIENT).toBe('done');
  const bodies = gateway.requests.map(({ body }) => body);
  expect(bodies).toHaveLength(2);
  expect(new Set(bodies).size).toBe(1);
  const log = lines.join('');
  expect(log).toContain('text_message');
  expect(log).not.toMatch(/33612345678|sms-secret/);
});

test('at night it waits, and goes in the morning', async () => {
  await reminded('Asia/Tokyo');
  expect(Number((await job())?.run_at_ms)).toBe(Date.parse('2026-11-04T08:00:00+09:00'));
  team.setNow(Date.parse('2026-11-04T08:00:00+09:00'));
  await expect.poll(async () => (await job())?.state, PATIENT).toBe('done');
  expect(gateway.requests).toHaveLength(1);
});

test('what the gateway refuses for good is not tried again', async () => {
  await reminded('Europe/Paris', { status: 422, text: 'no such number' });
  await expect.poll(async () => (await job())?.state, PATIENT).toBe('failed');
  expect(await job()).toMatchObject({ attempts: 1, last_error: 'The gateway answered 422: no such number' });
  expect(gateway.requests).toHaveLength(1);
});
