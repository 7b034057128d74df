import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/**
 * Where a COMMIT is lost: before it reaches the server, while the server makes it (nobody waits for it), or after, so that only its
 * answer is lost.
 */
export type LostCommit = 'before' | 'while' | 'after';

/** For tests: the line between a program and a PostgreSQL server, which can be cut. */
export interface ScratchLine {
  readonly port: number;
  /** Breaks every connection, and lets nobody through until `mend`. */
  cut(): void;
  mend(): void;
  /** Cuts the whole line at the next commit; answers when it has happened. */
  loseCommit(where: LostCommit): Promise<void>;
  close(): Promise<void>;
}

/** A simple query of PostgreSQL's protocol: its letter, its length, its text, a zero. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1');

/** Opens one to the server on `target` of the loopback. */
export async function openScratchLine(target: number): Promise<ScratchLine> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let isCut = false;
  let trap: { readonly where: LostCommit; sprung(): void } | null = null;

  function cut(): void {
    isCut = true;
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  }

  function spring(): void {
    const { sprung } = trap ?? {};
    trap = null;
    cut();
    sprung?.();
  }

  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    let isLast = false;
    pairs.add(pair);
    for (const [socket, other] of [pair, [far, near]] as const) {
      socket.on('error', () => {});
      socket.on('close', () => {
        other.destroy();
        pairs.delete(pair);
      });
    }
    near.on('data', (bytes) => {
      const where = bytes.includes(COMMIT) ? trap?.where : undefined;
      if (where === 'before') spring();
      else if (where === 'while') far.write(bytes, spring);
      else far.write(bytes);
      if (where === 'after') isLast = true;
    });
    far.on('data', (bytes) => {
      if (isLast) spring();
      else near.write(bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    mend() {
      isCut = false;
    },
    loseCommit: (where) =>
      new Promise((resolve) => {
        trap = { where, sprung: resolve };
      }),
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
