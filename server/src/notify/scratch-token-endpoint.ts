import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * For tests: a provider on a free port of this machine that gives a new refresh token with each access token, ends the one before, and ends them all
 * when an ended one comes again.
 */
export async function scratchTokenEndpoint(first: string) {
  const valid = new Set([first]);
  const ended = new Set<string>();
  const given: { readonly accessToken: string; readonly refreshToken: string }[] = [];
  let atOnce = 0;
  const seen = { mostAtOnce: 0, endedCame: 0 };
  /** Waited before each answer. */
  let pause = 0;
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const token = new URLSearchParams(body).get('refresh_token') ?? '';
    atOnce += 1;
    seen.mostAtOnce = Math.max(seen.mostAtOnce, atOnce);
    await delay(pause);
    atOnce -= 1;
    if (ended.has(token)) {
      seen.endedCame += 1;
      valid.clear();
    }
    if (!valid.delete(token)) {
      res.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: 'invalid_grant' }));
      return;
    }
    ended.add(token);
    const next = { accessToken: `access-${given.length + 1}`, refreshToken: `${first}-${given.length + 1}` };
    given.push(next);
    valid.add(next.refreshToken);
    res.writeHead(200, { 'content-type': 'application/json' });
    const lives = { access_token: next.accessToken, expires_in: 3600, refresh_token: next.refreshToken };
    res.end(JSON.stringify(lives));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`,
    given,
    seen,
    /** It takes this refresh token too, as after a new consent. */
    admit(token: string) {
      ended.delete(token);
      valid.add(token);
    },
    /** It takes this one no more, and holds nothing against whoever brings it. */
    end: (token: string) => void valid.delete(token),
    pauseMs(ms: number) {
      pause = ms;
    },
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
}

/** What `scratchTokenEndpoint` opens. */
export type ScratchTokenEndpoint = Awaited<ReturnType<typeof scratchTokenEndpoint>>;
