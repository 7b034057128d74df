import { type AddressInfo, createServer, type LookupFunction } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScratchReceiver, scratchReceiver } from './scratch-receiver.ts';
import { type WebhookPostOptions, webhookSender } from './webhook-post.ts';
import { webhookTargets } from './webhook-target.ts';

let receiver: ScratchReceiver;
let other: ScratchReceiver;

beforeEach(async () => {
  receiver = await scratchReceiver();
  other = await scratchReceiver();
});
afterEach(() => Promise.all([receiver.close(), other.close()]));

const LOOPBACK = webhookTargets(['127.0.0.1/32']);
const HEADERS = { 'content-type': 'application/json', 'webhook-id': 'dlv_1' };

const post = (url: string, more: Partial<WebhookPostOptions> = {}, signal = new AbortController().signal) =>
  webhookSender({ targets: LOOPBACK, userAgent: 'Test/1', ...more })(
    { url, headers: HEADERS, body: '{"a":"é"}' },
    signal,
  );

/** A name server that answers each question with the next of these lists, and the last one from then on. */
function names(...answers: string[][]): { lookup: LookupFunction; asked: string[] } {
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _, callback) => {
    const list = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(hostname);
    const found = list.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    callback(null, found);
  };
  return { lookup, asked };
}

test('a body is sent whole, with its headers, and 2xx is success', async () => {
  receiver.answer = (_, res) => void res.writeHead(201).end('thanks');
  expect(await post(`${receiver.url}/hook?a=1`)).toEqual({ status: 201, answer: 'thanks', error: null });
  const [got] = receiver.received;
  expect(got).toMatchObject({ path: '/hook?a=1', body: '{"a":"é"}' });
  expect(got?.headers).toMatchObject({ ...HEADERS, 'user-agent': 'Test/1', 'content-length': '10' });
});

test.each([400, 404, 410, 429, 500, 503])('%s is a failure, told with what was answered', async (status) => {
  receiver.answer = (_, res) => void res.writeHead(status).end('no');
  expect(await post(receiver.url)).toEqual({ status, answer: 'no', error: `The receiver answered ${status}.` });
});

test.each([301, 302, 307, 308])(
  'a redirect by %s is a failure, wherever it leads, and is not followed',
  async (status) => {
    for (const location of ['http://169.254.169.254/latest/meta-data/', `${other.url}/`]) {
      receiver.answer = (_, res) => void res.writeHead(status, { location }).end();
      const { status: told, error } = await post(receiver.url);
      expect([told, error]).toEqual([status, `The receiver answered ${status}; redirects are not followed.`]);
    }
    expect(other.received).toEqual([]);
  },
);

test('of an endless answer the beginning is read, and its status decides', async () => {
  let written = 0;
  receiver.answer = (_, res) => {
    res.writeHead(200);
    const more = () => {
      while (!res.destroyed && res.write('x'.repeat(16_384))) written += 16_384;
      if (!res.destroyed) res.once('drain', more);
    };
    more();
  };
  const { status, answer, error } = await post(receiver.url);
  expect([status, answer, error]).toEqual([200, 'x'.repeat(2048), null]);
  expect(written).toBeLessThan(20_000_000);
});

test('what is kept of an answer is text: no character in half, and none that a database refuses', async () => {
  receiver.answer = (_, res) => void res.writeHead(500).end(Buffer.from(`a\0b\x1b\n${'é'.repeat(2000)}`));
  const { answer } = await post(receiver.url);
  expect(answer).toBe(`a\u{FFFD}b\u{FFFD}\n${'é'.repeat(1021)}`);
});

test('a receiver that never answers fails when its time is over', async () => {
  receiver.answer = () => {};
  expect(await post(receiver.url, { timeoutMs: 60 })).toEqual({
    status: null,
    answer: null,
    error: 'There was no answer within 0.06 seconds.',
  });
});

test('an answer that goes on by drops ends when its time is over, and its status decides', async () => {
  receiver.answer = (_, res) => {
    res.writeHead(200);
    const drops = setInterval(() => (res.destroyed ? clearInterval(drops) : res.write('.')), 5);
  };
  const { status, error } = await post(receiver.url, { timeoutMs: 120 });
  expect([status, error]).toEqual([200, null]);
});

test('a name server that never answers counts as the receiver', async () => {
  const { error } = await post('https://hooks.example/', { lookup: () => {}, timeoutMs: 60 });
  expect(error).toBe('There was no answer within 0.06 seconds.');
});

test('what breaks off, refuses, or speaks something else is a failure', async () => {
  receiver.answer = (_, res) => void res.destroy();
  expect((await post(receiver.url)).error).toMatch(/ECONNRESET/);
  receiver.answer = (_, res) =>
    void res.socket?.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n');
  expect((await post(receiver.url)).status).toBeNull();
  const odd = createServer((socket) => socket.resume().end('220 mail ESMTP\r\n'));
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  const { port } = odd.address() as AddressInfo;
  expect((await post(`http://127.0.0.1:${port}/`)).error).toMatch(/^The connection failed/);
  expect((await post(`https://127.0.0.1:${receiver.port}/`)).error).toMatch(/^The connection failed/);
  await new Promise((resolve) => odd.close(resolve));
  expect((await post(`http://127.0.0.1:${port}/`)).error).toMatch(/ECONNREFUSED/);
});

test('a worker that stops ends the try, of which nothing is told', async () => {
  receiver.answer = () => {};
  const stop = new AbortController();
  const trying = post(receiver.url, {}, stop.signal);
  await expect.poll(() => receiver.received.length).toBe(1);
  stop.abort(new Error('The worker stops.'));
  await expect(trying).rejects.toThrow('The worker stops.');
});

test.each([
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['169.254.169.254'],
  ['10.0.0.1'],
  ['93.184.216.34', '127.0.0.1'],
  ['2606:4700:4700::1111', 'fd00::1'],
])('a name that resolves to %s %s is refused before anything is connected', async (...addresses) => {
  const { lookup, asked } = names(addresses);
  const url = `https://hooks.example:${receiver.port}/`;
  const { error } = await post(url, { targets: webhookTargets([]), lookup });
  expect(error).toBe('The name resolves to an address that is not public.');
  expect(asked).toEqual(['hooks.example']);
  expect(receiver.received).toEqual([]);
});

test('a name that resolves anew leads nowhere: the address that was looked at is the one that is connected', async () => {
  const { lookup, asked } = names(['127.0.0.1'], ['169.254.169.254']);
  const url = `http://hooks.example:${receiver.port}/`;
  // By name it may be written to in clear text; of the addresses only the loopback's are open.
  const targets = { mistakeIn: () => null, mayReach: (_: string, address: string) => LOOPBACK.mayReach('', address) };
  expect((await post(url, { targets, lookup })).status).toBe(204);
  expect(asked).toHaveLength(1);
  expect((await post(url, { targets, lookup })).error).toMatch(/not public/);
  expect(asked).toHaveLength(2);
  expect(receiver.received.map(({ headers }) => headers.host)).toEqual([`hooks.example:${receiver.port}`]);
});

test('the same receiver is connected anew for each, so that no kept connection outlives a look', async () => {
  const ports = new Set<number | undefined>();
  receiver.answer = (_, res, req) => {
    ports.add(req.socket.remotePort);
    res.writeHead(204).end();
  };
  for (let i = 0; i < 3; i += 1) await post(receiver.url);
  expect(ports.size).toBe(3);
});

test('a target that is allowed no more is not written to', async () => {
  const { error } = await post(receiver.url, { targets: webhookTargets([]) });
  expect(error).toBe('The address must begin with https://.');
  expect((await post('https://127.0.0.1/', { targets: webhookTargets([]) })).error).toMatch(/public/);
  expect(receiver.received).toEqual([]);
});
