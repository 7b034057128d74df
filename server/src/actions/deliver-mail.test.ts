import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cancelled } from '../domain/meeting-changes.ts';
import { sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import { type ScratchPost, scratchPost } from '../scratch-post.ts';
import { countJobs, listJobs } from '../store/job-records.ts';
import { claimJobs } from '../store/jobs.ts';
import { readOutbox, readOutboxMail } from './read-outbox.ts';

let post: ScratchPost;
beforeEach(async () => {
  post = await scratchPost();
});
afterEach(() => post.close());

const until = (sees: () => Promise<boolean> | boolean) =>
  expect.poll(sees, { timeout: 20_000, interval: 10 }).toBe(true);

describe('a mail that is owed', () => {
  it('goes out under the Message-ID that was fixed when it was owed, after a "not now" too', async () => {
    const { url, mails } = await post.inbox((_, tries) => (tries === 1 ? { at: 'RCPT', code: 451 } : null));
    await post.owe(sampleMeeting());
    const owed = sampleMails(sampleMeeting()).map(({ messageId }) => messageId);
    post.worker(url);
    await until(async () => (await post.late()) === 3);
    expect(mails).toEqual([]);
    post.pass(20_000);
    await until(post.settled);
    expect(mails.map(({ parsed }) => parsed.messageId).sort()).toEqual(owed.sort());
  });

  it('is given up visibly when it is refused for good, and the others go all the same', async () => {
    const { url, mails } = await post.inbox((address) =>
      address === 'bob@example.net' ? { at: 'RCPT', code: 550 } : null,
    );
    await post.owe(sampleMeeting());
    post.worker(url);
    await until(post.settled);
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(['ada@example.com', 'camille@rooms.example']);
    const failed = (await listJobs(post.store.db, 'mail', { limit: 10 })).filter(({ state }) => state === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.attempts).toBe(1);
    expect(failed[0]?.lastError).toContain('550');
  });

  it('waits for a server that cannot be reached', async () => {
    const { url, mails, close } = await post.inbox();
    await close();
    await post.owe(sampleMeeting());
    post.worker(url);
    await until(async () => (await post.late()) === 3);
    expect(mails).toEqual([]);
    expect(await countJobs(post.store.db)).toMatchObject({ pending: 3, failed: 0 });
  });

  it('is sent after its worker was killed, once the lease is over', async () => {
    const { url, mails } = await post.inbox();
    await post.owe(sampleMeeting());
    await post.store.write((tx) =>
      claimJobs(tx, { worker: 'killed', kinds: ['mail'], now: post.now(), leaseMs: 60_000, limit: 3 }),
    );
    post.worker(url);
    post.pass(60_000);
    await until(post.settled);
    expect(mails).toHaveLength(3);
  });

  it('is sent once by two workers on one file', async () => {
    const { url, mails } = await post.inbox();
    for (let i = 0; i < 8; i += 1)
      await post.owe(sampleMeeting({ id: `mtg_${i}`, uid: `mtg_${i}@booking.example.com` }));
    post.worker(url);
    post.worker(url, { from: await post.again() });
    await until(post.settled);
    expect(mails).toHaveLength(24);
    expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(24);
  });

  it('comes after the one before it about the same meeting to the same reader', async () => {
    const { url, mails } = await post.inbox((address, tries) =>
      address === 'ada@example.com' && tries === 1 ? { at: 'DATA', code: 450 } : null,
    );
    const meeting = sampleMeeting();
    await post.owe(meeting);
    await post.owe(cancelled(meeting, 'client', null, post.now()), 'cancelled');
    post.worker(url);
    await until(async () => (await post.late()) === 1 && mails.length === 4);
    post.pass(20_000);
    await until(post.settled);
    const methods = (address: string) =>
      mails.filter(({ to }) => to[0] === address).map(({ raw }) => /method=(\w+)/.exec(raw)?.[1]);
    for (const address of ['ada@example.com', 'camille@rooms.example', 'bob@example.net']) {
      expect(methods(address)).toEqual(['REQUEST', 'CANCEL']);
    }
  });
});

describe('readOutbox', () => {
  it('shows what rests and what has gone, newest first, as it is sent', async () => {
    await post.owe(sampleMeeting());
    const resting = await readOutbox(post.ctx, post.compose, 10);
    expect(resting.map(({ state }) => state)).toEqual(['pending', 'pending', 'pending']);
    const { url, mails } = await post.inbox();
    post.worker(url);
    await until(post.settled);
    const gone = await readOutbox(post.ctx, post.compose, 10);
    expect(gone.map(({ state }) => state)).toEqual(['done', 'done', 'done']);
    for (const { mail } of gone) {
      const received = mails.find(({ to }) => to[0] === mail.to.address);
      expect(received?.parsed.subject).toBe(mail.subject);
      expect(received?.parsed.html).toBe(mail.html);
    }
    const [first] = gone;
    expect(await readOutboxMail(post.ctx, post.compose, first?.id ?? '')).toEqual(first);
    expect(await readOutboxMail(post.ctx, post.compose, 'job_none')).toBeNull();
  });
});
