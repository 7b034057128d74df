import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, as the gateway got it. */
export interface GatewayRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What the gateway says: a status with a text, or `hang` and nothing. */
export type GatewayAnswer = { readonly status: number; readonly text?: string; readonly location?: string } | 'hang';

/** For tests: a gateway on the loopback that refuses what any would, and otherwise answers as it is told. */
export interface ScratchGateway {
  readonly url: string;
  readonly requests: GatewayRequest[];
  /** What it answers to what is well-formed; 202 at first. */
  answer(next: GatewayAnswer): void;
  close(): Promise<void>;
}

/** Takes JSON `{ to, text, id }` by POST, with the right key, to a number of E.164: else 401 or 400. */
export async function scratchGateway(key = 'Bearer sms-secret-key'): Promise<ScratchGateway> {
  const requests: GatewayRequest[] = [];
  let answer: GatewayAnswer = { status: 202 };
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    requests.push({ method: req.method ?? '', path: req.url ?? '', headers: req.headers, body });
    if (req.headers.authorization !== key) return void res.writeHead(401).end('no such key');
    if (!isMessage(req, body)) return void res.writeHead(400).end('not a message');
    if (answer === 'hang') return;
    const { status, text = '', location } = answer;
    res.writeHead(status, location === undefined ? {} : { location }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/send`,
    requests,
    answer: (next) => {
      answer = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function isMessage(req: IncomingMessage, body: string): boolean {
  if (req.method !== 'POST' || req.headers['content-type']?.startsWith('application/json') !== true) return false;
  try {
    const { to, text, id } = JSON.parse(body) as Record<string, unknown>;
    return (
      /^\+[1-9]\d{6,14}$/.test(String(to)) &&
      typeof text === 'string' &&
      text !== '' &&
      id === req.headers['idempotency-key']
    );
  } catch {
    return false;
  }
}
