import { afterEach, beforeEach, expect, test } from 'vitest';
import { bookMeeting } from './actions/book-meeting.ts';
import type { Context } from './actions/context.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './actions/scratch-team.ts';
import { type Jobs, startJobs } from './compose-jobs.ts';
import { readConfig } from './config.ts';
import { openLog } from './log.ts';
import { scratchInbox } from './notify/scratch-inbox.ts';
import { type ScratchTokenEndpoint, scratchTokenEndpoint } from './notify/scratch-token-endpoint.ts';

const HOUR = 3_600_000;
const PATIENT = { timeout: 20_000 };

let team: ScratchTeam;
let endpoint: ScratchTokenEndpoint;
let inbox: Awaited<ReturnType<typeof scratchInbox>>;
const running = new Set<Jobs>();
const lines: string[] = [];

beforeEach(async () => {
  team = await scratchTeam(scratchType('intro'));
  endpoint = await scratchTokenEndpoint('refresh-token');
  inbox = await scratchInbox(undefined, {
    server: {
      authMethods: ['XOAUTH2'],
      allowInsecureAuth: true,
      authOptional: false,
      onAuth({ accessToken, username }, _session, done) {
        if (endpoint.given.some((one) => one.accessToken === accessToken)) return done(null, { user: username });
        done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
      },
    },
  });
});

afterEach(async () => {
  await Promise.all([...running].map((jobs) => jobs.stop()));
  running.clear();
  await inbox.close();
  await endpoint.close();
  await team.dispose();
});

/** A process that sends mails with the refresh token that the installation began with. */
function started(ctx: Context): Jobs {
  const config = readConfig(
    {},
    {
      BOOKER_SMTP_URL: `smtp://booking%40rooms.example@127.0.0.1:${inbox.port}`,
      BOOKER_MAIL_FROM: 'booking@rooms.example',
      BOOKER_SMTP_OAUTH_CLIENT_ID: 'client',
      BOOKER_SMTP_OAUTH_TOKEN_URL: endpoint.url,
      BOOKER_SMTP_OAUTH_REFRESH_TOKEN: 'refresh-token',
    },
  );
  const { logger } = openLog('info', { write: (line) => lines.push(line) });
  const jobs = startJobs(ctx, config, logger, 5_000);
  running.add(jobs);
  return jobs;
}

async function stop(jobs: Jobs): Promise<void> {
  running.delete(jobs);
  await jobs.stop();
}

/** Books, and waits until everybody has their mail. */
async function bookedAndMailed(hour: number): Promise<void> {
  const { meeting } = await bookMeeting(team.ctx, wish('intro', NOW + hour * HOUR));
  for (const jobs of running) jobs.wake();
  const states = async () =>
    (await team.raw(`select state from jobs where kind = 'mail' and meeting_id = $1`, meeting.id)).map(
      (job) => job.state,
    );
  await expect.poll(states, PATIENT).toEqual(meeting.participants.map(() => 'done'));
  const reached = inbox.mails.map(({ to }) => to.join());
  for (const { email } of meeting.participants) expect(reached).toContain(email);
}

test('mails go on after each restart, though the provider has ended the refresh token of the settings at the first', async () => {
  for (const hour of [2, 3, 4]) {
    const jobs = started(team.ctx);
    await bookedAndMailed(hour);
    await stop(jobs);
  }
  expect(endpoint.given).toHaveLength(3);
  expect(endpoint.seen.endedCame).toBe(0);
  expect(lines.join('')).toContain('mail');
  expect(lines.join('')).not.toMatch(/refresh-token|access-/);
});

test('two processes send with tokens of their own, and neither ends the other’s', async () => {
  endpoint.pauseMs(50);
  const another = await team.another();
  for (const hour of [2, 3, 4]) {
    const both = [started(team.ctx), started(another)];
    await bookedAndMailed(hour);
    await Promise.all(both.map(stop));
  }
  expect(endpoint.given.length).toBeGreaterThanOrEqual(3);
  expect(endpoint.seen).toEqual({ mostAtOnce: 1, endedCame: 0 });
});
