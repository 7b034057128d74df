import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/sha';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scratchType } from '../actions/scratch-team.ts';
import type { ProofOfWork } from '../settings.ts';
import { purgeSpentChallenges } from '../store/spent-challenges.ts';
import type { ChallengeView } from './contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';

let app: ScratchApp;
/** ALTCHA's own library looks at the machine's clock. */
const NOW = Math.floor(Date.now() / 1000) * 1000;
beforeEach(() => {
  day = 1;
});
afterEach(() => app.dispose());

async function open(mode: ProofOfWork): Promise<void> {
  app = await scratchApp(
    () => ({ proofOfWork: mode, trustProxy: 1 }),
    scratchType('proved', { requiresVerifiedEmail: true }),
  );
  app.setNow(NOW);
}

let day = 1;
/** Noon of the next weekday that is free. */
function start(): string {
  day += 1;
  const at = new Date(NOW + day * 86_400_000);
  return at.getUTCDay() % 6 === 0 ? start() : `${at.toISOString().slice(0, 10)}T12:00:00Z`;
}

const work = (proof: string) => ({ 'proof-of-work': proof });
const book = (headers: Record<string, string> = {}, more: object = {}) =>
  app.book({ start: start(), ...more }, headers);
function post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(app.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}
const challengeOf = async (response: Response): Promise<ChallengeView> => {
  const problem = await problemOf(response);
  expect(problem).toMatchObject({ status: 403, code: 'proof_required' });
  return problem.challenge as ChallengeView;
};
/** As ALTCHA's own solver does it. */
async function solved(
  challenge: ChallengeView,
  change: (solution: object) => object = (same) => same,
): Promise<string> {
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
  return encoded({ challenge, solution: change(solution as object) });
}
const encoded = (payload: object) => Buffer.from(JSON.stringify(payload)).toString('base64');

test('unless it is asked for, nobody works', async () => {
  await open('off');
  expect((await book()).status).toBe(201);
});

test('what anybody may send takes work, done once for each, and what reads takes none', async () => {
  await open('on');
  expect((await app.get('/api/types/intro')).status).toBe(200);
  const proof = await solved(await challengeOf(await book()));
  expect((await book(work(proof))).status).toBe(201);
  await challengeOf(await book(work(proof)));
  for (const [path, body] of [
    ['/api/types/proved/verifications', { email: 'ada@example.com' }],
    ['/api/portal/link', { email: 'ada@example.com' }],
  ] as const) {
    const answer = await post(path, body);
    expect((await post(path, body, work(await solved(await challengeOf(answer))))).status).toBe(202);
  }
});

test('the same work many times at once is taken once', async () => {
  await open('on');
  const proof = await solved(await challengeOf(await book()));
  const answers = await Promise.all(Array.from({ length: 8 }, () => book(work(proof))));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 403)).toHaveLength(7);
});

test('a request that came before is answered as before, by other work', async () => {
  await open('on');
  const same = { start: start() };
  const key = { 'idempotency-key': 'once' };
  const first = await book({ ...key, ...work(await solved(await challengeOf(await book(key, same)))) }, same);
  const again = await book({ ...key, ...work(await solved(await challengeOf(await book(key, same)))) }, same);
  expect(await again.json()).toEqual(await first.json());
});

test('work can be asked for and done beforehand', async () => {
  await open('on');
  const response = await app.get('/api/challenge');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect((await book(work(await solved((await response.json()) as ChallengeView)))).status).toBe(201);
});

test('what is forged, of another server, expired or no answer at all is not taken', async () => {
  await open('on');
  const challenge = await challengeOf(await book());
  const { parameters } = challenge;
  const solution = await solveChallenge({ challenge: challenge as Challenge, deriveKey });
  const forgeries = [
    'nothing',
    encoded({}),
    encoded({ challenge: { parameters }, solution }),
    encoded({ challenge: { ...challenge, signature: '0'.repeat(64) }, solution }),
    encoded({ challenge: { ...challenge, parameters: { ...parameters, keyPrefix: '00' } }, solution }),
    encoded({ challenge: { ...challenge, parameters: { ...parameters, expiresAt: 9_999_999_999 } }, solution }),
    await solved(challenge, (right) => ({ ...right, derivedKey: '00'.repeat(32) })),
    await solved(challenge, (right) => ({ ...right, counter: -1 })),
    'A'.repeat(5000),
  ];
  for (const forged of forgeries) await challengeOf(await book(work(forged)));
  app.setNow((parameters.expiresAt as number) * 1000);
  await challengeOf(await book(work(encoded({ challenge, solution }))));
  app.setNow(NOW);
  expect((await book(work(encoded({ challenge, solution })))).status).toBe(201);
});

test('only while many come at once is it asked for, of their address first and then of all', async () => {
  await open('auto');
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const ask = (address: string) => post('/api/portal/link', { email: 'ada@example.com' }, from(address));
  for (let i = 0; i < 20; i += 1) expect((await ask('203.0.113.7')).status).toBe(202);
  await challengeOf(await ask('203.0.113.7'));
  expect((await ask('203.0.113.8')).status).toBe(202);
  for (let i = 0; i < 130; i += 1) await ask(`198.51.100.${i}`);
  await challengeOf(await ask('203.0.113.9'));
});

test('what was spent is known for as long as it could be shown, and forgotten then', async () => {
  await open('on');
  const challenge = await challengeOf(await book());
  await book(work(await solved(challenge)));
  const until = (challenge.parameters.expiresAt as number) * 1000;
  const spent = () => app.raw('select nonce from spent_challenges');
  await app.ctx.store.write((tx) => purgeSpentChallenges(tx, until - 1, 500));
  expect(await spent()).toEqual([{ nonce: challenge.parameters.nonce }]);
  await app.ctx.store.write((tx) => purgeSpentChallenges(tx, until, 500));
  expect(await spent()).toEqual([]);
});
