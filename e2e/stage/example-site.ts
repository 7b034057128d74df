import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forget, newFolder } from './product.ts';

/** The address of the booking server that the examples name until somebody puts their own in its place. */
const NAMED = 'http://localhost:4000';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
};

/** A site that runs, and its address, without a slash at its end. */
export interface ExampleSite {
  readonly url: string;
  close(): Promise<void>;
}

/** One of the folders of examples/, absolute. */
export function exampleFolder(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}/`, import.meta.url));
}

/** Serves a folder of files as any web server would, with `booker` in place of the address that the example names. */
export async function serveFolder(folder: string, booker: string): Promise<ExampleSite> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://site');
    const file = join(folder, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    // Browsers ask for it unasked.
    if (pathname === '/favicon.ico') return void response.writeHead(204).end();
    if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return void response.writeHead(404).end();
    const text = readFileSync(file, 'utf8').replaceAll(NAMED, booker);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Builds an example with Vite as its own `npm run build` does, and serves what came out. */
export async function serveBuilt(name: string, booker: string): Promise<ExampleSite> {
  const built = newFolder();
  const vite = join(exampleFolder(name), 'node_modules', '.bin', 'vite');
  const child = spawn(process.execPath, [vite, 'build', '--outDir', built, '--logLevel', 'warn'], {
    cwd: exampleFolder(name),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} could not be built:\n${(await said).join('')}`);
  const site = await serveFolder(built, booker);
  return {
    url: site.url,
    async close() {
      await site.close();
      forget(built);
    },
  };
}

/** Runs an example that is a server of its own, and waits until it says its address. */
export async function runServer(name: string, booker: string): Promise<ExampleSite> {
  const child = spawn(process.execPath, [join(exampleFolder(name), 'server.mjs')], {
    env: { PATH: process.env.PATH, BOOKER: booker, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: String(line).trim().replace(/\/$/, ''),
    async close() {
      child.kill();
      await once(child, 'close');
    },
  };
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = '';
  for await (const part of stream) whole += part;
  return whole;
}
