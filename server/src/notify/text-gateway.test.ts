import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ScratchGateway, scratchGateway } from './scratch-gateway.ts';
import { textSender } from './text-gateway.ts';
import { type GatewaySettings, readTextFormat } from './text-request.ts';

let gateway: ScratchGateway;
beforeEach(async () => {
  gateway = await scratchGateway();
});
afterEach(() => gateway.close());

const MESSAGE = {
  to: '+33612345678',
  text: 'Tue 24 Nov: "Plans" \\ with Zoë\nStop: https://b.example/t/x',
  id: 'txt_1',
};
const KEY = 'Bearer sms-secret-key';

function send(change: Partial<GatewaySettings> = {}, message = MESSAGE, timeoutMs = 5_000) {
  const settings = {
    url: gateway.url,
    method: 'POST',
    headers: { Authorization: KEY },
    body: null,
    from: null,
  } as const;
  return textSender(readTextFormat({ ...settings, ...change }), timeoutMs)(message, new AbortController().signal);
}

test('a message is handed over as it is, with its id for whoever may get it twice', async () => {
  await send();
  const [request] = gateway.requests;
  expect(JSON.parse(request?.body ?? '')).toEqual(MESSAGE);
  expect(request).toMatchObject({ method: 'POST', path: '/send', headers: { 'idempotency-key': 'txt_1' } });
});

test('a form, and an address that says it all, are written as they must be', async () => {
  const form = {
    Authorization: KEY,
    'Content-Type': 'application/x-www-form-urlencoded',
    'Idempotency-Key': 'x-{{id}}',
  };
  await send({ headers: form, body: 'To={{to}}&From={{from}}&Body={{ text }}', from: 'Studio & Co' }).catch(() => {});
  await send({ method: 'GET', url: `${gateway.url}?n={{to}}&t={{text}}&i={{id}}` }).catch(() => {});
  const [posted, got] = gateway.requests;
  expect(Object.fromEntries(new URLSearchParams(posted?.body))).toEqual({
    To: MESSAGE.to,
    From: 'Studio & Co',
    Body: MESSAGE.text,
  });
  expect(posted?.headers['idempotency-key']).toBe('x-txt_1');
  const query = new URL(got?.path ?? '', gateway.url).searchParams;
  expect(Object.fromEntries(query)).toEqual({ n: MESSAGE.to, t: MESSAGE.text, i: 'txt_1' });
  expect(got).toMatchObject({ method: 'GET', body: '' });
});

test.each([
  [500, false],
  [503, false],
  [429, false],
  [408, false],
  [400, true],
  [401, true],
  [404, true],
  [422, true],
])('an answer of %i is final: %s', async (status, isFinal) => {
  gateway.answer({ status, text: 'no' });
  await expect(send()).rejects.toMatchObject({
    message: `The gateway answered ${status}: no`,
    ...(isFinal ? { isFinal } : {}),
  });
  await expect(send()).rejects.not.toHaveProperty(isFinal ? 'nothing' : 'isFinal');
});

test('a redirect is refused, and not followed', async () => {
  gateway.answer({ status: 307, location: gateway.url });
  await expect(send()).rejects.toMatchObject({ isFinal: true, message: expect.stringContaining('307') });
  expect(gateway.requests).toHaveLength(1);
});

test('a gateway that hangs, or is not there, is tried again', async () => {
  gateway.answer('hang');
  await expect(send({}, MESSAGE, 50)).rejects.toThrow('The gateway did not answer within 0.05 seconds.');
  const { url } = gateway;
  await gateway.close();
  await expect(send({ url })).rejects.toThrow('The gateway cannot be reached (ECONNREFUSED).');
  gateway = await scratchGateway();
});

test('no error tells the number, the text or a secret, whatever the gateway repeats', async () => {
  const url = `${gateway.url}?api_key=query-secret`;
  const body = '{"to":"{{to}}","text":"{{text}}","id":"{{id}}","token":"body-secret"}';
  const said = `no: +33612345678 33612345678 +33 6 12 34 56 78 ${MESSAGE.text} ${KEY} sms-secret-key query-secret body-secret`;
  gateway.answer({ status: 400, text: said });
  const error: Error = await send({ url, body }).then(
    () => new Error('sent'),
    (thrown) => thrown,
  );
  expect(error.message).toMatch(/^The gateway answered 400: no: /);
  expect(error.message).not.toMatch(/secret|Plans|\d{5}|12 34/);
});
