import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A webhook's request as it came. */
export interface Arrival {
  /** Which webhook it is for. */
  readonly path: string;
  /** Its header webhook-id. */
  readonly id: string;
  readonly meetingId: string;
  readonly type: string;
  readonly body: string;
  /** What the receiver makes of it: done for good, or to be tried again. */
  readonly isTaken: boolean;
}

/** A server on the loopback that is sent webhooks; its answers take a while, and some refuse. */
export interface Receiver {
  /** Root, without a slash at its end. */
  readonly url: string;
  /** In the order in which they came, refused ones too. */
  readonly arrivals: readonly Arrival[];
  /** How many have come and are not answered. */
  underWay(): number;
  close(): Promise<void>;
}

/** Opens one on a port of the system's choice: every `refusesEvery`-th request is refused, and each answer comes after `slowMs`. */
export async function openReceiver(slowMs: number, refusesEvery: number): Promise<Receiver> {
  const arrivals: Arrival[] = [];
  let open = 0;
  const server = createServer(async (req, res) => {
    let body = '';
    open += 1;
    res.on('close', () => {
      open -= 1;
    });
    try {
      for await (const chunk of req) body += chunk;
    } catch {
      // Its sender died before it had said all.
      return;
    }
    const { type, data } = JSON.parse(body) as { type: string; data: { meeting: { id: string } } };
    const isTaken = arrivals.length % refusesEvery !== 0;
    const id = String(req.headers['webhook-id']);
    arrivals.push({ path: req.url ?? '', id, meetingId: data.meeting.id, type, body, isTaken });
    await delay(slowMs);
    res.writeHead(isTaken ? 204 : 503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrivals,
    underWay: () => open,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
