import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as it came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

/** For tests: somebody's server on the loopback that is sent webhooks. */
export interface ScratchReceiver {
  /** Root, without a slash at its end. */
  readonly url: string;
  readonly port: number;
  /** Every request so far, in the order in which they ended. */
  readonly received: Received[];
  /** What answers from now on; 204 at first. */
  answer: (request: Received, res: ServerResponse, req: IncomingMessage) => void;
  close(): Promise<void>;
}

/** For tests: a receiver of its own. */
export async function scratchReceiver(): Promise<ScratchReceiver> {
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    const request = { path: req.url ?? '', headers: req.headers, body: bytes.toString(), bytes };
    receiver.received.push(request);
    receiver.answer(request, res, req);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: ScratchReceiver = {
    url: `http://127.0.0.1:${port}`,
    port,
    received: [],
    answer: (_, res) => void res.writeHead(204).end(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}
