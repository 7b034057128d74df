import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A text message as a gateway took it. */
export interface Texted {
  readonly to: string;
  readonly text: string;
  readonly id: string;
}

/** A gateway for text messages on the loopback, which takes what is well-formed and keeps it. */
export interface Gateway {
  /** For BOOKER_SMS_URL and BOOKER_SMS_HEADERS. */
  readonly url: string;
  readonly headers: string;
  /** The messages to a number, once there is one; throws when that takes longer than the patience. */
  textsTo(number: string, patienceMs?: number): Promise<Texted[]>;
  close(): Promise<void>;
}

const KEY = 'Bearer journey-key';

/** Opens one on a port of the system's choice. */
export async function openGateway(): Promise<Gateway> {
  const taken: Texted[] = [];
  const server = createServer(async (req, res) => {
    const chunks: Buffer[] = [];
    for await (const chunk of req) chunks.push(chunk as Buffer);
    if (req.headers.authorization !== KEY || req.method !== 'POST') return void res.writeHead(401).end();
    try {
      const { to, text, id } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Texted;
      if (!/^\+[1-9]\d{6,14}$/.test(to) || !text || !id) throw new Error('no message');
      // The same message twice is the same message.
      if (!taken.some((known) => known.id === id)) taken.push({ to, text, id });
      res.writeHead(202).end();
    } catch {
      res.writeHead(400).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/messages`,
    headers: JSON.stringify({ Authorization: KEY }),
    async textsTo(number, patienceMs = 60_000) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const texts = taken.filter(({ to }) => to === number);
        if (texts.length > 0) return texts;
        if (Date.now() > deadline) throw new Error(`no text came for ${number}; in all there are ${taken.length}`);
        await delay(25);
      }
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
