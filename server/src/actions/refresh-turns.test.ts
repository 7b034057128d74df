import { afterEach, beforeEach, expect, test } from 'vitest';
import { tokenSource } from '../notify/oauth-token.ts';
import { type ScratchTokenEndpoint, scratchTokenEndpoint } from '../notify/scratch-token-endpoint.ts';
import type { Context } from './context.ts';
import { refreshTurns } from './refresh-turns.ts';
import { NOW, type ScratchTeam, scratchTeam } from './scratch-team.ts';

let team: ScratchTeam;
let endpoint: ScratchTokenEndpoint;
beforeEach(async () => {
  team = await scratchTeam();
  endpoint = await scratchTokenEndpoint('first');
});
afterEach(async () => {
  await endpoint.close();
  await team.dispose();
});

/** The tokens of a process that starts with these settings: each call asks the provider. */
function started(ctx: Context, refreshToken = 'first', clientId = 'client') {
  const grant = { tokenUrl: endpoint.url, clientId, clientSecret: null, scope: null };
  const token = tokenSource(grant, refreshTurns(ctx, { clientId, refreshToken }));
  return () => token(true);
}

const givenSoFar = () => endpoint.given.map(({ accessToken }) => accessToken);

test('a process that starts anew goes on with the newest refresh token, not with the one of its settings', async () => {
  for (let start = 1; start <= 3; start++) {
    const ask = started(team.ctx);
    await ask();
    await ask();
  }
  expect(givenSoFar()).toHaveLength(6);
  expect(endpoint.seen.endedCame).toBe(0);
});

test('processes that ask at once take turns, each with what the one before was given', async () => {
  endpoint.pauseMs(30);
  const contexts = [team.ctx, await team.another(), await team.another()];
  const asks = contexts.map((ctx) => started(ctx));
  for (let round = 0; round < 3; round++) await Promise.all(asks.map((ask) => ask()));
  expect(givenSoFar()).toHaveLength(9);
  expect(endpoint.seen).toEqual({ mostAtOnce: 1, endedCame: 0 });
});

test('another refresh token in the settings wins over what was kept, and so does another client', async () => {
  await started(team.ctx)();
  endpoint.admit('second');
  await started(team.ctx, 'second')();
  await expect(started(team.ctx, 'first', 'another client')()).rejects.toThrow('400 (invalid_grant)');
  expect(endpoint.seen.endedCame).toBe(1);
});

test('while some processes have the new settings and some the old ones, each goes on with its own', async () => {
  endpoint.admit('second');
  const another = await team.another();
  for (let round = 0; round < 3; round++) {
    await started(team.ctx)();
    await started(another, 'second')();
  }
  expect(endpoint.seen.endedCame).toBe(0);
  expect(await team.raw('select id from mail_tokens')).toHaveLength(2);
});

test('what was kept for settings that nobody uses any more is forgotten after sixty days', async () => {
  endpoint.admit('second');
  await started(team.ctx)();
  await started(team.ctx, 'second')();
  team.setNow(NOW + 61 * 86_400_000);
  await started(team.ctx, 'second')();
  expect(await team.raw('select used_at_ms from mail_tokens')).toEqual([{ used_at_ms: NOW + 61 * 86_400_000 }]);
});

test('a token that its provider has ended gives way to the one of the settings, where that is good', async () => {
  await started(team.ctx)();
  endpoint.end('first-1');
  endpoint.admit('first');
  expect(await started(team.ctx)()).toBe('access-2');
  expect(await started(team.ctx)()).toBe('access-3');
  expect(endpoint.seen.endedCame).toBe(0);
});

test('what rests in the database tells no token, and opens nothing under another secret', async () => {
  await started(team.ctx)();
  const rest = JSON.stringify(await team.raw('select * from mail_tokens'));
  for (const told of ['first', 'access', 'client']) expect(rest).not.toContain(told);
  const [row] = await team.raw('select sealed_token from mail_tokens');
  expect(Buffer.from(String(row?.sealed_token), 'base64url').toString('latin1')).not.toContain('first');
  const stranger: Context = { ...team.ctx, secret: new Uint8Array(32).fill(8) };
  await expect(started(stranger)()).rejects.toThrow('400 (invalid_grant)');
  expect(endpoint.given).toHaveLength(1);
});

test('a process that died in its turn holds the others up until the turn is over, and no longer', async () => {
  const died = refreshTurns(team.ctx, { clientId: 'client', refreshToken: 'first' });
  const inTurn = new Promise<void>((began) => {
    void died(() => {
      began();
      return new Promise(() => {});
    });
  });
  await inTurn;
  const another = await team.another();
  let tries = 0;
  const write: Context['store']['write'] = (run, options) => {
    tries += 1;
    return another.store.write(run, options);
  };
  const waiting = started({ ...another, store: { ...another.store, write } })();
  await expect.poll(() => tries).toBeGreaterThan(1);
  expect(givenSoFar()).toEqual([]);
  team.setNow(NOW + 75_000);
  expect(await waiting).toBe('access-1');
});

test('a token that could not be written is used by its process all the same, and written later', async () => {
  let isFull = false;
  const write: Context['store']['write'] = (run, options) =>
    isFull ? Promise.reject(new Error('The disk is full.')) : team.ctx.store.write(run, options);
  const ctx: Context = { ...team.ctx, store: { ...team.ctx.store, write } };
  const turns = refreshTurns(ctx, { clientId: 'client', refreshToken: 'first' });
  const fills: typeof turns = (use) =>
    turns(async (tokens) => {
      const renewed = await use(tokens);
      isFull = givenSoFar().length === 1;
      return renewed;
    });
  const grant = { tokenUrl: endpoint.url, clientId: 'client', clientSecret: null, scope: null };
  const token = tokenSource(grant, fills);
  expect(await token(true)).toBe('access-1');
  isFull = false;
  team.setNow(NOW + 75_000);
  expect(await token(true)).toBe('access-2');
  expect(await started(team.ctx)()).toBe('access-3');
  expect(endpoint.seen.endedCame).toBe(0);
});
