import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'vite';

/** A page with the bare element, compressed as the product's own script is. */
export interface BareSite {
  readonly url: string;
  /** Its script, compressed, bytes. */
  readonly bytes: number;
  close(): Promise<void>;
}

/** Builds the bare element around these starts and serves it. */
export async function openBareSite(slots: readonly string[]): Promise<BareSite> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    define: { SLOTS: JSON.stringify(slots) },
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: fileURLToPath(new URL('bare-element.ts', import.meta.url)), formats: ['iife'], name: 'bare' },
    },
  });
  const [chunk] = [built].flat().flatMap((output) => ('output' in output ? output.output : []));
  if (chunk?.type !== 'chunk') throw new Error('the bare element was not built');
  const script = brotliCompressSync(chunk.code);
  const page =
    '<!doctype html><title>A bare element</title><script type="module" src="/bare.js"></script><bare-slots></bare-slots>';
  const server = createServer((request, response) => {
    if (request.url === '/bare.js') {
      response.writeHead(200, { 'content-type': 'text/javascript', 'content-encoding': 'br' }).end(script);
    } else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    bytes: script.length,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
