import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type ApiFailure, type BookingBody, typeApi } from './api.ts';
import { bookMeeting } from './book-api.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;

/** A real server on a free port of this machine. */
async function serve(answer: Answer): Promise<string> {
  server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const json = (response: ServerResponse, status: number, body: unknown, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

const failure = (promise: Promise<unknown>): Promise<ApiFailure> =>
  promise.then(
    () => expect.unreachable(),
    (cause) => cause,
  );

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const query = { timeZone: 'America/New_York' };
const never = new AbortController().signal;

describe('the type’s routes', () => {
  it('ask for slots by instants and zone, without what is not known', async () => {
    let asked = '';
    const root = await serve((request, response) => {
      asked = request.url ?? '';
      json(response, 200, { slots: [] });
    });
    await typeApi(`${root}sub/`, 'a b').slots(query, 0, 86_400_000, never);
    const url = new URL(asked, root);
    expect(url.pathname).toBe('/sub/api/types/a%20b/slots');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-02T00:00:00.000Z',
      timeZone: 'America/New_York',
    });
  });

  it('send the booking with its key, as JSON', async () => {
    let sent: unknown[] = [];
    const root = await serve(async (request, response) => {
      let text = '';
      for await (const part of request) text += part;
      sent = [request.method, request.url, request.headers['idempotency-key'], JSON.parse(text)];
      json(response, 201, { meeting: {} });
    });
    const body = { start: '2026-11-24T14:00:00Z', timeZone: 'UTC', client: { name: 'Ada', email: 'ada@example.com' } };
    await bookMeeting(typeApi(root, 'intro'), body as BookingBody, 'key-1');
    expect(sent).toEqual(['POST', '/api/types/intro/meetings', 'key-1', body]);
  });
});

describe('a failure', () => {
  it('keeps the server’s code, its problem and how long to wait', async () => {
    const problem = { code: 'rate_limited', status: 429, requestId: 'req_1' };
    const root = await serve((_, response) => json(response, 429, problem, { 'retry-after': '30' }));
    const cause = await failure(typeApi(root, 'intro').type(never));
    expect(cause).toMatchObject({
      name: 'ApiFailure',
      code: 'rate_limited',
      status: 429,
      retryAfterSeconds: 30,
      problem,
    });
  });

  it('is unexpected where something in between answers in HTML', async () => {
    const root = await serve((_, response) => response.writeHead(502).end('<h1>Bad gateway</h1>'));
    expect(await failure(typeApi(root, 'intro').type(never))).toMatchObject({ code: 'unexpected', status: 502 });
  });

  it('is unexpected where even a 200 is no JSON', async () => {
    const root = await serve((_, response) => response.writeHead(200).end('<p>Sign in to the guest network</p>'));
    expect(await failure(typeApi(root, 'intro').type(never))).toMatchObject({ code: 'unexpected' });
  });

  it('is offline where the connection breaks, before or in the middle of the answer', async () => {
    let whole = true;
    const root = await serve((request, response) => {
      if (whole) request.socket.destroy();
      else response.writeHead(200, { 'content-length': '1000' }).write('{"slug":', () => request.socket.destroy());
    });
    expect(await failure(typeApi(root, 'intro').type(never))).toMatchObject({ code: 'offline', status: 0 });
    whole = false;
    expect(await failure(typeApi(root, 'intro').type(never))).toMatchObject({ code: 'offline' });
  });

  it('is none where nobody waits any more: the signal’s own reason is thrown', async () => {
    const gone = new AbortController();
    const root = await serve(() => gone.abort());
    const cause = await failure(typeApi(root, 'intro').type(gone.signal));
    expect(cause.name).toBe('AbortError');
  });
});
