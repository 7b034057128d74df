import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A server that listens. */
export interface HttpServer {
  /** The port, which the system chose where 0 was asked for. */
  readonly port: number;
  /** Accepts nothing more, lets what is under way be answered for at most `graceMs`, then cuts it off. */
  stop(graceMs: number): Promise<void>;
}

/** Longer than proxies keep a quiet connection, so that they end it and never meet one that we are just ending. */
const KEEP_ALIVE_MS = 65_000;
/** How long a whole request may take to arrive. */
const ARRIVAL_MS = 30_000;
const LOOK_MS = 25;

/** Listens; throws what the system says, with `code` and `port`. `host` null is every address. */
export async function listen(
  app: RequestListener,
  { host, port }: { readonly host: string | null; readonly port: number },
): Promise<HttpServer> {
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, requestTimeout: ARRIVAL_MS, headersTimeout: ARRIVAL_MS },
    app,
  );
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen({ port, ...(host === null ? {} : { host }) });
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async stop(graceMs) {
      const closed = new Promise((resolve) => server.close(resolve));
      // A kept connection falls quiet only when its answer is out, and would then be waited for.
      const quiet = setInterval(() => {
        server.closeIdleConnections();
        // Node counts a connection that has not said anything yet as one that is about to.
        for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
      }, LOOK_MS);
      const patience = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearInterval(quiet);
      clearTimeout(patience);
    },
  };
}
