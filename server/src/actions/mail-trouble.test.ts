import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import type { Refusal, Silence } from '../notify/scratch-inbox.ts';
import { type ScratchPost, scratchPost } from '../scratch-post.ts';
import { countJobs } from '../store/job-records.ts';

/* A mail server that fails in every way, and a mail that arrives all the same, or stops where it should. */

const ADA = 'ada@example.com';
const HOUR_MS = 3_600_000;
let post: ScratchPost;

beforeEach(async () => {
  post = await scratchPost();
});
afterEach(() => post.close());

const until = (sees: () => Promise<boolean> | boolean) =>
  expect.poll(sees, { timeout: 20_000, interval: 10 }).toBe(true);
const owedIds = () =>
  sampleMails(sampleMeeting())
    .map(({ messageId }) => messageId)
    .sort();
const idsOf = (mails: readonly { parsed: { messageId?: string | undefined } }[]) =>
  mails.map(({ parsed }) => parsed.messageId).sort();
const marks = () => post.raw('select address, code, enhanced_code, since_ms, tried_at_ms from refused_addresses');
const errors = async () =>
  (await post.raw('select last_error from jobs where last_error is not null')).map(({ last_error }) =>
    String(last_error),
  );
let made = 0;
/** Books another meeting of the same people. */
function oweOne() {
  made += 1;
  return post.owe(sampleMeeting({ id: `mtg_${made}`, uid: `mtg_${made}@booking.example.com` }));
}

test.each([
  ['MAIL', 421],
  ['RCPT', 451],
  ['RCPT', 421],
  ['DATA', 451],
  ['DATA', 421],
] as const)(
  'a server that answers %s with %i gets each mail once, under its one Message-ID, when it is well again',
  async (at, code) => {
    let isBusy = true;
    const { url, mails } = await post.inbox(() => (isBusy ? { at, code } : null));
    await post.owe(sampleMeeting());
    post.worker(url);
    await until(async () => (await post.late()) === 3);
    isBusy = false;
    post.pass(20_000);
    await until(post.settled);
    expect(idsOf(mails)).toEqual(owedIds());
    expect(await countJobs(post.store.db)).toMatchObject({ done: 3, failed: 0 });
  },
);

test('a server that is down for an hour gets each mail once afterwards', async () => {
  const { port, close } = await post.inbox();
  await close();
  await post.owe(sampleMeeting());
  const url = `smtp://127.0.0.1:${port}`;
  const first = post.worker(url);
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await until(async () => (await post.late()) === 3);
    post.pass(5 * 60_000);
  }
  await first.stop();
  expect(await countJobs(post.store.db)).toMatchObject({ pending: 3, failed: 0 });
  const back = await post.inbox();
  post.worker(back.url);
  post.pass(HOUR_MS);
  await until(post.settled);
  expect(idsOf(back.mails)).toEqual(owedIds());
});

test('a server that ponders over a mail for long is waited for, and gets it once', async () => {
  const { url, mails } = await post.inbox(undefined, { afterMail: () => 'ponders' });
  await post.owe(sampleMeeting());
  post.worker(url, { patience: { dialogueMs: 1_500, verdictMs: 60_000 } });
  await until(post.settled);
  expect(idsOf(mails)).toEqual(owedIds());
  expect(await post.raw('select error from job_attempts')).toEqual([{ error: null }, { error: null }, { error: null }]);
});

test('a server that hangs is left after its time, and the mail goes when it answers', async () => {
  let hangs = true;
  const { url, mails } = await post.inbox(undefined, {
    server: { onConnect: (_session, go) => (hangs ? undefined : go()) },
  });
  await post.owe(sampleMeeting());
  post.worker(url, { patience: { dialogueMs: 1_500, verdictMs: 60_000 } });
  await until(async () => (await post.late()) === 3);
  expect(mails).toEqual([]);
  hangs = false;
  post.pass(20_000);
  await until(post.settled);
  expect(idsOf(mails)).toEqual(owedIds());
});

test.each(['cuts', 'hangs'] as const)(
  'a server that takes a mail and then %s gets it once more for each time, the same mail',
  async (silence: Silence) => {
    const troubles = 2;
    const { url, mails } = await post.inbox(undefined, { afterMail: (count) => (count <= troubles ? silence : null) });
    await post.owe(sampleMeeting());
    post.worker(url, { patience: { dialogueMs: 60_000, verdictMs: 2_500 } });
    await until(async () => {
      const [{ busy } = {}] = await post.raw(
        `select count(*) as busy from jobs where state = 'pending' and (leased_by is not null or run_at_ms <= $1)`,
        post.now(),
      );
      // A lease is longer than any try, and would not be where time flies; nor where it flies while a worker takes hold.
      if (Number(busy) === 0) post.pass(20_000);
      return post.settled();
    });
    const ids = idsOf(mails);
    expect([...new Set(ids)]).toEqual(owedIds());
    expect(ids.length).toBe(3 + troubles);
  },
);

test.each<[string, Refusal, boolean]>([
  ['no such mailbox', { at: 'RCPT', code: 550, text: '5.1.1 No such user here' }, true],
  ['a mailbox that is switched off', { at: 'RCPT', code: 550, text: '5.2.1 Mailbox disabled' }, true],
  ['a policy', { at: 'RCPT', code: 550, text: '5.7.1 Your network is on our list' }, false],
  ['a refusal without a reason', { at: 'RCPT', code: 550, text: 'Relay not permitted' }, false],
  ['what the mail says', { at: 'DATA', code: 554, text: '5.1.1 No' }, false],
])(
  '%s ends the mail at once, and marks the address only where the mailbox itself is refused',
  async (_, refusal, isMarked) => {
    const { url, mails } = await post.inbox((address) => (address === ADA ? refusal : null));
    await oweOne();
    post.worker(url);
    await until(post.settled);
    expect(await countJobs(post.store.db)).toMatchObject({ done: 2, failed: 1 });
    expect(mails).toHaveLength(2);
    const now = post.now();
    const mark = { address: ADA, code: 550, since_ms: now, tried_at_ms: now };
    expect(await marks()).toEqual(isMarked ? [expect.objectContaining(mark)] : []);
    expect((await errors()).join()).toContain(String(refusal.code));
  },
);

test('an address that is refused gets one mail a day until it takes one, and is marked no more', async () => {
  let exists = false;
  let tried = 0;
  const { url } = await post.inbox((address) => {
    if (address !== ADA) return null;
    tried += 1;
    return exists ? null : { at: 'RCPT', code: 550, text: '5.1.1 No such user here' };
  });
  post.worker(url);
  await oweOne();
  await until(post.settled);
  // Once at MAIL FROM is nobody's; at RCPT and, had it been taken, at DATA.
  const atOnce = tried;
  await oweOne();
  post.pass(0);
  await until(post.settled);
  expect(tried).toBe(atOnce);
  expect((await errors()).filter((error) => error.startsWith('Not tried'))).toHaveLength(1);
  const [{ since_ms: since } = {}] = await marks();
  post.pass(24 * HOUR_MS);
  await oweOne();
  post.pass(0);
  await until(post.settled);
  expect(tried).toBeGreaterThan(atOnce);
  expect(await marks()).toMatchObject([{ since_ms: since, tried_at_ms: post.now() }]);
  exists = true;
  post.pass(24 * HOUR_MS);
  await oweOne();
  post.pass(0);
  await until(post.settled);
  expect(await marks()).toEqual([]);
});
