import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverMail } from '../actions/deliver-mail.ts';
import { NOW, scratchType } from '../actions/scratch-team.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import { claimJobs, settleJob } from '../store/jobs.ts';
import type { DeliveryView } from './delivery-contract.ts';
import type { HostMeetingView } from './host-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { askHost, type ScratchHost, scratchHost } from './scratch-hosts.ts';

/** Claire's "intro" of Ada with her guest Bob, whose mailbox is not there, and Ben's "visit" of Ada. */
let app: ScratchApp;
let claire: ScratchHost;
let ben: ScratchHost;
let owner: ScratchHost;
let ids: Record<'intro' | 'visit', string>;

const MINUTE = 60_000;

beforeAll(async () => {
  app = await scratchApp(undefined, scratchType('visit', { hosts: ['ben@team.example'] }));
  const book = async (slug: string, start: string, guests: string[]) => {
    const client = { name: 'Ada Lovelace', email: 'Ada@example.com' };
    const response = await fetch(`${app.url}/api/types/${slug}/meetings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ start, timeZone: 'Europe/Paris', client, guests }),
    });
    return (await bookedOf(response)).meeting.id;
  };
  ids = {
    intro: await book('intro', '2026-11-03T09:00:00Z', ['bob@example.com']),
    visit: await book('visit', '2026-11-03T10:00:00Z', []),
  };
  claire = await scratchHost(app, 'claire');
  ben = await scratchHost(app, 'ben');
  owner = await scratchHost(app, 'aiko', { role: 'owner' });
  await sendAll();
});

afterAll(() => app.dispose());

/** Every mail is tried: Bob's is refused for good, with words that repeat the mail's, Ada's for now, and the hosts' go. */
async function sendAll(): Promise<void> {
  const { store, clock } = app.ctx;
  const compose = mailComposer({ publicUrl: app.ctx.publicUrl, mailFrom: 'booking@rooms.example' });
  const claim = { worker: 'w', kinds: ['mail'], now: clock.now(), leaseMs: MINUTE, limit: 100 };
  for (const job of await store.write((tx) => claimJobs(tx, claim))) {
    const sending = deliverMail(
      app.ctx,
      {
        compose,
        mailer: {
          async send({ to: { address }, text }) {
            const link = /https?:\S+\/portal\/\S+/.exec(text)?.[0];
            const said = `550 5.1.1 No such user; your mail says ${link}`;
            if (address === 'bob@example.com')
              throw new MailRefused(said, { mailbox: { code: 550, enhancedCode: '5.1.1', text: said } });
            if (address.toLowerCase() === 'ada@example.com') throw new Error(`451 Not now: ${link}`);
          },
          close() {},
        },
      },
      job.payload,
    );
    const error = await sending.then(
      () => null,
      (thrown: Error) => thrown,
    );
    const outcome =
      error === null
        ? ({ state: 'done' } as const)
        : error instanceof MailRefused
          ? ({ state: 'failed', error: error.message } as const)
          : ({ state: 'retry', error: error.message, runAt: clock.now() + MINUTE } as const);
    await store.write((tx) => settleJob(tx, job, 'w', outcome, clock.now()));
  }
}

async function list(host: ScratchHost, query = ''): Promise<{ items: DeliveryView[]; nextCursor: string | null }> {
  const response = await host.ask('GET', `/deliveries${query}`);
  expect(response.status).toBe(200);
  const text = await response.text();
  // Whoever reads what a server answered opens nothing with it.
  expect(text).not.toMatch(/(?:ptk|gst)_[^"]*[.]/);
  return JSON.parse(text);
}

const toWhom = ({ items }: { items: DeliveryView[] }) =>
  items.map(({ recipient, state }) => `${recipient} ${state}`).sort();

test('each mail is listed with its state, its tries and when it is tried next, newest first', async () => {
  const { items } = await list(owner);
  expect(items.map(({ id }) => Number(id.slice(4)))).toEqual(
    items.map(({ id }) => Number(id.slice(4))).sort((a, b) => b - a),
  );
  const late = items.find(({ recipient, meetingId }) => recipient === 'ada@example.com' && meetingId === ids.intro);
  const at = new Date(NOW).toISOString().replace('.000', '');
  expect(late).toEqual({
    id: expect.stringMatching(/^dlv_\d+$/),
    kind: 'mail',
    state: 'pending',
    template: 'client_confirmed',
    recipient: 'ada@example.com',
    meetingId: ids.intro,
    attempts: [{ startedAt: at, endedAt: at, error: expect.stringMatching(/^451 Not now: .*\[token\]/) }],
    nextTryAt: new Date(NOW + MINUTE).toISOString().replace('.000', ''),
    createdAt: at,
    settledAt: null,
  });
  expect(await (await owner.ask('GET', `/deliveries/${late?.id}`)).json()).toEqual({ delivery: late });
});

test('a list is narrowed by state, recipient, meeting and kind, and goes on page by page', async () => {
  expect(toWhom(await list(owner, '?state=failed'))).toEqual(['bob@example.com failed']);
  expect(toWhom(await list(owner, '?recipient=ADA@example.com'))).toEqual([
    'ada@example.com pending',
    'ada@example.com pending',
  ]);
  expect(toWhom(await list(owner, `?meeting=${ids.visit}&kind=mail`))).toEqual([
    'ada@example.com pending',
    'ben@team.example done',
  ]);
  const all = (await list(owner)).items;
  const paged: DeliveryView[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { items: DeliveryView[]; nextCursor: string | null } = await list(owner, `?limit=2${cursor}`);
    paged.push(...page.items);
    cursor = page.nextCursor && `&cursor=${page.nextCursor}`;
  }
  expect(paged).toEqual(all);
  for (const wrong of ['state=gone', 'kind=letter', 'recipient=nobody', 'cursor=x']) {
    expect((await owner.ask('GET', `/deliveries?${wrong}`)).status).toBe(400);
  }
});

test('a member sees those of their own meetings, and may not so much as know of another', async () => {
  const mine = (await list(ben)).items;
  expect(mine.map(({ meetingId }) => meetingId)).toEqual([ids.visit, ids.visit]);
  const [another] = (await list(claire)).items;
  for (const id of [another?.id, 'dlv_0', 'dlv_999999', 'x', 'mtg_1']) {
    for (const [method, path] of [
      ['GET', `/deliveries/${id}`],
      ['POST', `/deliveries/${id}/retry`],
    ] as const) {
      expect((await problemOf(await ben.ask(method, path))).code).toBe('not_found');
    }
  }
  const other = await scratchHost(app, 'ben', { scopes: ['meetings:read', 'keys'] });
  expect((await other.ask('GET', '/deliveries')).status).toBe(403);
  expect((await askHost(app, null, 'GET', '/deliveries')).status).toBe(401);
});

test('hosts see on the meeting whose mailbox is refused, and clients do not', async () => {
  const { meeting } = (await (await claire.ask('GET', `/meetings/${ids.intro}`)).json()) as {
    meeting: HostMeetingView;
  };
  expect(meeting.participants.map(({ email, mail }) => [email, mail])).toEqual(
    expect.arrayContaining([
      ['bob@example.com', 'refused'],
      ['claire@team.example', null],
    ]),
  );
  const { items } = (await (await owner.ask('GET', '/meetings')).json()) as { items: HostMeetingView[] };
  const refused = items.flatMap(({ participants }) => participants.filter(({ mail }) => mail === 'refused'));
  expect(refused.map(({ email }) => email)).toEqual(['bob@example.com']);
});

test('what has failed is tried again at once when asked for, for as long as something new, and what has gone is not', async () => {
  const [failed] = (await list(claire, '?state=failed')).items;
  await app.raw('update jobs set attempts = 20 where state = $1', 'failed');
  const answer = await claire.ask('POST', `/deliveries/${failed?.id}/retry`);
  expect(answer.status).toBe(200);
  const { delivery } = (await answer.json()) as { delivery: DeliveryView };
  expect(delivery).toMatchObject({ state: 'pending', settledAt: null, attempts: failed?.attempts });
  expect(delivery.nextTryAt).toBe(new Date(app.ctx.clock.now()).toISOString().replace('.000', ''));
  expect(await app.raw('select address from refused_addresses')).toEqual([]);
  const claim = { worker: 'w', kinds: ['mail'], now: app.ctx.clock.now(), leaseMs: MINUTE, limit: 100 };
  const [job] = await app.ctx.store.write((tx) => claimJobs(tx, claim));
  expect(job).toMatchObject({ attempt: 21, tries: 1 });
  // It is under way: asking again changes nothing.
  expect((await claire.ask('POST', `/deliveries/${failed?.id}/retry`)).status).toBe(200);
  const [done] = (await list(claire, '?state=done')).items;
  expect((await problemOf(await claire.ask('POST', `/deliveries/${done?.id}/retry`))).code).toBe('already_delivered');
  const waiting = (await list(claire, '?recipient=ada@example.com')).items[0];
  const hastened = await claire.ask('POST', `/deliveries/${waiting?.id}/retry`);
  expect(await hastened.json()).toMatchObject({ delivery: { nextTryAt: delivery.nextTryAt } });
});
