import { afterEach, expect, test } from 'vitest';
import { addNote } from './actions/add-note.ts';
import { bookMeeting } from './actions/book-meeting.ts';
import { changeNote } from './actions/change-note.ts';
import { deleteNote } from './actions/delete-note.ts';
import { openPortal } from './actions/portal-access.ts';
import { NOW, type ScratchTeam, scratchTeam, scratchType, wish } from './actions/scratch-team.ts';
import { requestPortalLink } from './actions/send-portal-link.ts';
import { type Jobs, startJobs } from './compose-jobs.ts';
import { readConfig } from './config.ts';
import type { Author } from './domain/note.ts';
import { openLog } from './log.ts';
import { scratchInbox } from './notify/scratch-inbox.ts';

let team: ScratchTeam;
let jobs: Jobs;
let inbox: Awaited<ReturnType<typeof scratchInbox>>;

/** One job may owe the next, of which the worker hears by being woken. */
const PATIENT = { timeout: 10_000 };
const mailsSent = async () => {
  jobs.wake();
  return inbox.mails.length;
};

afterEach(async () => {
  await jobs.stop();
  await inbox.close();
  await team.dispose();
});

test('five minutes after a host’s first note the client gets one mail of all that stand, as they read by then, with a link that opens', async () => {
  team = await scratchTeam(scratchType('intro'));
  inbox = await scratchInbox();
  const post = readConfig({}, { BOOKER_SMTP_URL: inbox.url, BOOKER_MAIL_FROM: 'booking@rooms.example' });
  jobs = startJobs(team.ctx, post, openLog('silent').logger, 1000);
  const client = { name: 'Ada', email: 'ada@example.com' };
  const { meeting, portalToken } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z', { client }));
  const hostId = meeting.participants.find(({ role }) => role === 'host')?.hostId ?? '';
  const author: Author = { role: 'host', hostId, name: 'Claire' };
  const write = (body: string, shared = true) => addNote(team.ctx, { meetingId: meeting.id, author, body, shared });
  const first = await write('Bring the plan');
  const mistake = await write('A mistake');
  await write('Between us', false);
  team.setNow(NOW + 4 * 60_000);
  await write('See https://example.com/way.');
  await changeNote(team.ctx, { meetingId: meeting.id, noteId: first.id, author, body: 'Bring the plans' });
  await deleteNote(team.ctx, { meetingId: meeting.id, noteId: mistake.id, author });
  await expect.poll(mailsSent, PATIENT).toBe(2);
  team.setNow(NOW + 5 * 60_000);
  await expect.poll(mailsSent, PATIENT).toBe(3);
  const told = inbox.mails.at(-1);
  expect(told?.to).toEqual(['ada@example.com']);
  for (const part of [told?.parsed.text, told?.parsed.html]) {
    expect(part).toContain('Bring the plans');
    expect(part).toContain('https://example.com/way');
    expect(part).not.toMatch(/A mistake|Between us/);
    expect(part).toContain(`https://book.example/portal/${portalToken}`);
  }
  expect(told?.parsed.attachments).toEqual([]);
});

test('who asks for their link is mailed one that opens all of their meetings, and nobody else is mailed anything', async () => {
  team = await scratchTeam(scratchType('intro'));
  inbox = await scratchInbox();
  jobs = startJobs(
    team.ctx,
    readConfig({}, { BOOKER_SMTP_URL: inbox.url, BOOKER_MAIL_FROM: 'booking@rooms.example' }),
    openLog('silent').logger,
    1000,
  );
  const client = { name: 'Ada', email: 'ada@example.com' };
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z', { client }));
  await expect.poll(mailsSent, PATIENT).toBe(2);
  for (const email of ['nobody@example.com', 'ADA@example.com'])
    await requestPortalLink(team.ctx, { email, locale: 'fr' });
  const settled = () => team.raw(`select state from jobs where kind = 'portal_link' and state = 'done'`);
  await expect.poll(async () => (await mailsSent()) && (await settled()).length, PATIENT).toBe(2);
  await expect.poll(mailsSent, PATIENT).toBe(3);
  const sent = inbox.mails.at(-1);
  expect([sent?.to, sent?.parsed.subject]).toEqual([['ada@example.com'], 'Vos rendez-vous sur book.example']);
  const [, token = ''] = /https:\/\/book\.example\/portal\/(\S+)/.exec(sent?.parsed.text ?? '') ?? [];
  expect(await openPortal(team.ctx, token)).toMatchObject({ scope: 'client', client: { id: meeting.clientId } });
});

test('a sign-in that the mail server refuses is logged as an error, without the password, and the mails wait', async () => {
  team = await scratchTeam(scratchType('intro'));
  inbox = await scratchInbox(undefined, {
    server: {
      allowInsecureAuth: true,
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error('Bad credentials')),
    },
  });
  const url = inbox.url.replace('//', '//us:hunter22@');
  const config = readConfig({}, { BOOKER_SMTP_URL: url, BOOKER_MAIL_FROM: 'booking@rooms.example' });
  const lines: string[] = [];
  jobs = startJobs(team.ctx, config, openLog('info', { write: (line) => lines.push(line) }).logger, 1000);
  const client = { name: 'Ada', email: 'ada@example.com' };
  await bookMeeting(team.ctx, wish('intro', '2026-11-03T08:00:00Z', { client }));
  jobs.wake();
  const loud = () => lines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50);
  await expect.poll(() => loud().length, { timeout: 10_000 }).toBe(2);
  expect(loud()[0]).toMatchObject({ msg: expect.stringContaining('refuses our sign-in'), state: 'retry' });
  expect(lines.join()).not.toContain('hunter22');
});
