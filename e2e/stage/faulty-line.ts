import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What befalls a request on its way; nothing where it is undefined. */
export type Fault =
  | { readonly kind: 'cut' }
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly code: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'rewrite'; readonly body: (text: string) => string }
  | {
      readonly kind: 'given';
      readonly status: number;
      /** Sent as JSON, or as it is where it is a text. */
      readonly body: unknown;
      /** The answer waits for it. */
      readonly after?: Promise<unknown>;
    }
  | { readonly kind: 'answer lost' };

/** A proxy before a product, which can fail as a network or an overloaded server does. */
export interface FaultyLine {
  readonly url: string;
  /** Decides for each request, by its method, its path with the query, and its body. */
  fault: (method: string, path: string, body: string) => Fault | undefined;
  /** Every request but the preflights, as "METHOD /path". */
  readonly seen: readonly string[];
  close(): Promise<void>;
}

/** Opens one before `target` (a root without a slash at the end), without faults. */
export async function openFaultyLine(target: string): Promise<FaultyLine> {
  const seen: string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { method = 'GET', url = '/' } = incoming;
    if (method !== 'OPTIONS') seen.push(`${method} ${url}`);
    const body = await wholeBody(incoming);
    const fault = method === 'OPTIONS' ? undefined : line.fault(method, url, body.toString('utf8'));
    if (fault?.kind === 'cut') return void incoming.socket.destroy();
    if (fault?.kind === 'answer') return refuse(fault, outgoing);
    if (fault?.kind === 'held') await fault.until;
    if (fault?.kind === 'given') return void give(fault, outgoing);
    forward(target, incoming, body, outgoing, fault);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const line: FaultyLine = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fault: () => undefined,
    seen,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return line;
}

function refuse({ status, code, headers }: Extract<Fault, { kind: 'answer' }>, outgoing: ServerResponse): void {
  const body = { type: 'about:blank', title: 'Trouble', status, detail: 'Trouble on the way.', code };
  outgoing
    .writeHead(status, { 'content-type': 'application/problem+json', 'access-control-allow-origin': '*', ...headers })
    .end(JSON.stringify(body));
}

async function give(fault: Extract<Fault, { kind: 'given' }>, outgoing: ServerResponse): Promise<void> {
  const { status, body, after } = fault;
  await after;
  outgoing
    .writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' })
    .end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function wholeBody(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function forward(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  fault: Fault | undefined,
): void {
  const onward = request(new URL(incoming.url ?? '/', target), {
    method: incoming.method,
    headers: { ...incoming.headers, ...(fault?.kind === 'rewrite' && { 'accept-encoding': 'identity' }) },
  });
  onward.on('error', () => outgoing.destroy());
  onward.end(body);
  onward.on('response', async (answer) => {
    if (fault?.kind === 'answer lost') {
      answer.resume();
      answer.on('end', () => outgoing.destroy());
    } else if (fault?.kind === 'rewrite') {
      const whole = await wholeBody(answer);
      const { 'content-length': _, ...headers } = answer.headers;
      outgoing.writeHead(answer.statusCode ?? 502, headers).end(fault.body(whole.toString('utf8')));
    } else {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    }
  });
}
