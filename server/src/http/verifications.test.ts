import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bookMeeting } from '../actions/book-meeting.ts';
import type { Context } from '../actions/context.ts';
import { deliverMail } from '../actions/deliver-mail.ts';
import { givePortalLink } from '../actions/portal-links.ts';
import { NOW, scratchType, wish } from '../actions/scratch-team.ts';
import { type CodeRequest, sendVerification, VERIFICATION } from '../actions/send-verification.ts';
import type { OwedCodeMail } from '../domain/code-mail.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import type { Mail } from '../notify/mailer.ts';
import { purgeProofs } from '../store/address-proofs.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
beforeAll(async () => {
  app = await scratchApp(
    undefined,
    scratchType('proved', { requiresVerifiedEmail: true, maxGuests: 1, locale: 'fr' }),
    scratchType('other', { requiresVerifiedEmail: true }),
  );
});
afterAll(() => app.dispose());
beforeEach(() => app.setNow(NOW));

const MINUTE_MS = 60_000;
let people = 0;
/** Nobody has it yet. */
const somebody = () => `ada-${++people}@example.com`;
let half = 0;
/** The next free half hour of Claire's. */
function start(): string {
  const at = new Date(
    Date.parse('2026-11-03T08:00:00Z') + Math.floor(half / 16) * 86_400_000 + (half % 16) * 1_800_000,
  );
  half += 1;
  if (at.getUTCDay() === 6) half += 32;
  return at.getUTCDay() === 6 ? start() : at.toISOString();
}

const ask = (email: string, slug = 'proved', more: object = {}) =>
  post(`/api/types/${slug}/verifications`, { email, ...more });
function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
const book = (email: string, code: string | null, more: object = {}, headers: Record<string, string> = {}) =>
  post(
    '/api/types/proved/meetings',
    {
      start: start(),
      timeZone: 'Europe/Paris',
      client: { name: 'Ada', email },
      ...(code === null ? {} : { verification: { code } }),
      ...more,
    },
    headers,
  );

const compose = mailComposer({ publicUrl: 'https://book.example', mailFrom: 'office@team.example' });

/** Does what the workers would, and answers what was mailed to the address. */
async function mailed(email: string): Promise<Mail[]> {
  for (const { payload } of await app.raw('select payload from jobs where kind = $1 order by id', VERIFICATION)) {
    await sendVerification(app.ctx, JSON.parse(String(payload)) as CodeRequest);
  }
  const rows = await app.raw(`select payload from jobs where kind = 'mail' and recipient = $1 order by id`, email);
  const mails: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void mails.push(mail), close: () => {} };
  for (const { payload } of rows) {
    const owed = JSON.parse(String(payload)) as OwedCodeMail;
    if (owed.template === 'client_code') await deliverMail(app.ctx, { compose, mailer }, owed);
  }
  await app.raw(`delete from jobs where kind in ('mail', $1)`, VERIFICATION);
  return mails;
}
const codeIn = ([mail]: readonly Mail[]) => /\d{6}/.exec(mail?.subject ?? '')?.[0] ?? '';
async function codeFor(email: string, slug = 'proved'): Promise<string> {
  expect((await ask(email, slug)).status).toBe(202);
  return codeIn(await mailed(email));
}
/** Any code but this one. */
const not = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');

describe('a code', () => {
  test('is asked for where the type needs one, which its card tells', async () => {
    const card = async (slug: string) => (await app.get(`/api/types/${slug}`)).json();
    expect(await card('proved')).toMatchObject({ requiresVerifiedEmail: true });
    expect(await card('intro')).toMatchObject({ requiresVerifiedEmail: false });
    const answer = await book(somebody(), null);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).code).toBe('verification_required');
    expect((await ask(somebody(), 'intro')).status).toBe(404);
    expect((await problemOf(await ask(somebody(), 'nothing'))).code).toBe('type_not_found');
  });

  test('is mailed in the language of whoever books, else in the type’s, and books once', async () => {
    const email = somebody();
    const answer = await ask(email, 'proved', { locale: 'de' });
    expect([answer.status, await answer.json()]).toEqual([202, {}]);
    const [mail, ...others] = await mailed(email);
    expect(others).toEqual([]);
    expect(mail?.subject).toMatch(/^\d{6} ist Ihr Code für book\.example$/);
    expect(mail?.text).toContain('The proved');
    const code = codeIn([mail as Mail]);
    await bookedOf(await book(email, `${code.slice(0, 3)} ${code.slice(3)}`));
    expect(await problemOf(await book(email, code))).toMatchObject({ code: 'verification_failed', triesLeft: 0 });
    const french = somebody();
    await ask(french);
    expect((await mailed(french))[0]?.subject).toContain('est votre code');
  });

  test('proves its own address alone, in either case, and for its own type', async () => {
    const email = somebody();
    const code = await codeFor(email);
    expect(await problemOf(await book(somebody(), code))).toMatchObject({ code: 'verification_failed', triesLeft: 0 });
    const elsewhere = await post('/api/types/other/meetings', {
      start: start(),
      timeZone: 'UTC',
      client: { name: 'Ada', email },
      verification: { code },
    });
    expect((await problemOf(elsewhere)).code).toBe('verification_failed');
    await bookedOf(await book(email.toUpperCase(), code));
  });

  test('is good for 15 minutes', async () => {
    const [soon, late] = [somebody(), somebody()];
    const codes = [await codeFor(soon), await codeFor(late)];
    app.setNow(NOW + 15 * MINUTE_MS - 1);
    await bookedOf(await book(soon, codes[0] as string));
    app.setNow(NOW + 15 * MINUTE_MS);
    expect(await problemOf(await book(late, codes[1] as string))).toMatchObject({ triesLeft: 0 });
    const fresh = await codeFor(late);
    expect(fresh).not.toBe(codes[1]);
    await bookedOf(await book(late, fresh));
  });

  test('asked for again is the same one, with no tries won and 15 minutes from then; after an hour it is another', async () => {
    const email = somebody();
    const code = await codeFor(email);
    expect(await problemOf(await book(email, not(code)))).toMatchObject({ triesLeft: 4 });
    app.setNow(NOW + 10 * MINUTE_MS);
    expect(await codeFor(email)).toBe(code);
    expect(await problemOf(await book(email, not(code)))).toMatchObject({ triesLeft: 3 });
    for (const minutes of [20, 30, 40, 50]) {
      app.setNow(NOW + minutes * MINUTE_MS);
      expect(await codeFor(email)).toBe(code);
    }
    app.setNow(NOW + 60 * MINUTE_MS);
    const other = await codeFor(email);
    expect(other).not.toBe(code);
    await bookedOf(await book(email, other));
  });

  test('is worth nothing after five wrong ones, and the next is another with tries of its own', async () => {
    const email = somebody();
    const code = await codeFor(email);
    for (const left of [4, 3, 2, 1, 0]) {
      expect(await problemOf(await book(email, not(code, left + 1)))).toMatchObject({ triesLeft: left });
    }
    expect(await problemOf(await book(email, code))).toMatchObject({ code: 'verification_failed', triesLeft: 0 });
    const next = await codeFor(email);
    expect(next).not.toBe(code);
    await bookedOf(await book(email, next));
  });

  test('of another form is a wrong field and costs no try', async () => {
    const email = somebody();
    const code = await codeFor(email);
    for (const wrong of ['12345', '1234567', 'abcdef', '']) {
      const answer = await problemOf(await book(email, wrong));
      expect(answer).toMatchObject({ code: 'invalid_request', errors: [{ path: '/verification/code' }] });
    }
    expect(await problemOf(await book(email, not(code)))).toMatchObject({ triesLeft: 4 });
  });

  test('stays good where the time was taken meanwhile, and where anything else is wrong', async () => {
    const email = somebody();
    const code = await codeFor(email);
    const taken = start();
    await bookedOf(await app.book({ start: taken }));
    expect((await problemOf(await book(email, code, { start: taken }))).code).toBe('slot_taken');
    expect((await problemOf(await book(email, code, { start: '2026-11-03T03:00:00Z' }))).code).toBe('slot_unavailable');
    await bookedOf(await book(email, code));
  });

  test('books once however often the same request comes', async () => {
    const email = somebody();
    const code = await codeFor(email);
    const same = { start: start() };
    const key = { 'idempotency-key': 'once' };
    const first = await bookedOf(await book(email, code, same, key));
    expect(await bookedOf(await book(email, code, same, key))).toEqual(first);
  });

  test('rests nowhere in the database, and in no log', async () => {
    const email = somebody();
    await ask(email);
    const rows = JSON.stringify([
      await app.raw('select * from jobs'),
      await app.raw('select * from address_proofs'),
      await app.raw('select * from idempotency_keys'),
    ]);
    const code = codeIn(await mailed(email));
    expect(code).toMatch(/^\d{6}$/);
    await book(email, code);
    expect(rows).not.toContain(code);
    expect(app.lines.join('')).not.toContain(`"${code}"`);
  });

  test('that could not be sent in time is not sent late', async () => {
    const email = somebody();
    await ask(email);
    const [row] = await app.raw('select payload from jobs where kind = $1', VERIFICATION);
    await sendVerification(app.ctx, JSON.parse(String(row?.payload)) as CodeRequest);
    app.setNow(NOW + 15 * MINUTE_MS);
    await expect(mailed(email)).rejects.toMatchObject({ isFinal: true });
    await app.raw(`delete from jobs where kind in ('mail', $1)`, VERIFICATION);
  });
});

describe('nobody is told', () => {
  test('whether an address is blocked: it is answered and guessed at as any other, and gets no mail', async () => {
    const owner = await scratchHost(app, 'claire', { role: 'owner' });
    await owner.ask('POST', '/blocked', { address: 'spam.example' });
    const answers = [await ask('eve@spam.example'), await ask(somebody())];
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(await mailed('eve@spam.example')).toEqual([]);
    expect((await problemOf(await book('eve@spam.example', '000000'))).code).toBe('booking_refused');
  });

  test('anything by an address that nobody asked a code for', async () => {
    expect(await problemOf(await book(somebody(), '123456'))).toMatchObject({ triesLeft: 0 });
  });
});

describe('no code is asked', () => {
  test('of a host who books for a client', async () => {
    const owner = await scratchHost(app, 'claire', { role: 'owner' });
    const client = { name: 'Ada', email: somebody() };
    const body = { type: 'proved', start: start(), timeZone: 'UTC', client };
    expect((await owner.ask('POST', '/meetings', body)).status).toBe(201);
    expect((await owner.ask('POST', '/meetings', { ...body, verification: { code: '123456' } })).status).toBe(422);
  });

  test('of a client by the link that was mailed to them', async () => {
    const { meeting } = await bookedOf(await app.book({ start: start(), client: { name: 'Ada', email: somebody() } }));
    const [row] = await app.raw('select client_id from meetings where id = $1', meeting.id);
    const { url } = await givePortalLink(app.ctx, String(row?.client_id));
    const token = new URL(url).pathname.split('/').at(-1);
    const answer = await post(`/api/portal/${token}/meetings`, { type: 'proved', start: start() });
    expect(answer.status).toBe(201);
  });
});

test('of a hundred wrong codes at once, over several processes, five are looked at', async () => {
  const email = somebody();
  const code = await codeFor(email);
  const contexts: Context[] = [app.ctx, await app.another(), await app.another()];
  const at = Date.parse(start());
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, i) =>
      bookMeeting(contexts[i % 3] as Context, {
        ...wish('proved', at),
        client: { name: 'Eve', email },
        verification: { code: not(code, i + 1) },
      }),
    ),
  );
  const left = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.details.triesLeft : null));
  expect(left.sort().slice(-4)).toEqual([1, 2, 3, 4]);
  expect(left.filter((tries) => tries === 0)).toHaveLength(96);
  expect(await app.raw('select tries from address_proofs where email = $1', email)).toEqual([{ tries: 5 }]);
  expect((await problemOf(await book(email, code))).code).toBe('verification_failed');
});

test('of many right ones at once, one books', async () => {
  const email = somebody();
  const code = await codeFor(email);
  const contexts: Context[] = [app.ctx, await app.another()];
  const starts = Array.from({ length: 10 }, start);
  const outcomes = await Promise.allSettled(
    starts.map((at, i) =>
      bookMeeting(contexts[i % 2] as Context, {
        ...wish('proved', at),
        start: Date.parse(at),
        client: { name: 'Ada', email },
        verification: { code },
      }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('of many who ask at once for one address, all have the same code', async () => {
  const email = somebody();
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(email)));
  expect(answers.every(({ status }) => status === 202)).toBe(true);
  expect(new Set((await mailed(email)).map((mail) => codeIn([mail]))).size).toBe(1);
});

test('what has expired is forgotten', async () => {
  const email = somebody();
  await ask(email);
  const kept = () => app.raw('select id from address_proofs where email = $1', email);
  const purge = (before: number) => app.ctx.store.write((tx) => purgeProofs(tx, before, 500));
  await purge(NOW + 15 * MINUTE_MS);
  expect(await kept()).toHaveLength(1);
  await purge(NOW + 15 * MINUTE_MS + 1);
  expect(await kept()).toEqual([]);
});

test('a mailbox is sent so many codes, however it is written', async () => {
  const limited = await scratchApp(() => ({ rateLimit: true }), scratchType('proved', { requiresVerifiedEmail: true }));
  try {
    const statuses: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      const response = await fetch(`${limited.url}/api/types/proved/verifications`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: `ada+${i}@example.com` }),
      });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([202, 202, 202, 202, 202, 202, 429, 429]);
  } finally {
    await limited.dispose();
  }
});
