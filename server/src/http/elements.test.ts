import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemOf, scratchApp } from './scratch-app.ts';

const MODULE = `export const long = '${'booker '.repeat(400)}';`;
const PORTAL = `export const long = '${'portal '.repeat(400)}';`;
const CLASSIC = `!function(){}('${'booker '.repeat(400)}');`;
const SHA384 = (text: string) => createHash('sha384').update(text).digest();
const hashOf = (text: string) => SHA384(text).toString('hex').slice(0, 16);

function build(folder: string): { elementsDir: string } {
  const elementsDir = join(folder, 'elements');
  mkdirSync(join(elementsDir, 'chunks'), { recursive: true });
  writeFileSync(join(elementsDir, 'widget.js'), MODULE);
  writeFileSync(join(elementsDir, 'widget.iife.js'), CLASSIC);
  writeFileSync(join(elementsDir, 'portal.js'), PORTAL);
  writeFileSync(join(elementsDir, 'notes.txt'), 'not for the world');
  writeFileSync(join(elementsDir, 'chunks', 'fr-def456.js'), 'export default {};');
  return { elementsDir };
}

test.each([
  ['/widget.js', MODULE],
  ['/widget.iife.js', CLASSIC],
  ['/portal.js', PORTAL],
])('%s is kept for minutes, by any site', async (path, source) => {
  const app = await scratchApp(build);
  const entry = await app.get(path);
  expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(entry.headers.get('cache-control')).toBe('public, max-age=300');
  expect(entry.headers.get('access-control-allow-origin')).toBe('*');
  expect(entry.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(await entry.text()).toBe(source);
  await app.dispose();
});

test('their hashed twins and the chunks are kept for ever, by any site', async () => {
  const app = await scratchApp(build);
  for (const [path, source] of [
    [`/widget-${hashOf(MODULE)}.js`, MODULE],
    [`/widget-${hashOf(CLASSIC)}.iife.js`, CLASSIC],
    [`/portal-${hashOf(PORTAL)}.js`, PORTAL],
    ['/chunks/fr-def456.js', 'export default {};'],
  ] as const) {
    const response = await app.get(path);
    expect(response.headers.get('cache-control')).toContain('immutable');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.text()).toBe(source);
  }
  await app.dispose();
});

test('widget.json names the twins by their whole addresses, with what SRI calls them', async () => {
  const app = await scratchApp(build);
  const response = await app.get('/widget.json');
  expect(response.headers.get('cache-control')).toBe('no-cache');
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const { module, classic, portal } = (await response.json()) as Record<string, { src: string; integrity: string }>;
  for (const [pinned, source] of [
    [module, MODULE],
    [classic, CLASSIC],
    [portal, PORTAL],
  ] as const) {
    const { src = '', integrity } = pinned ?? {};
    expect(integrity).toBe(`sha384-${SHA384(source).toString('base64')}`);
    expect(URL.canParse(src)).toBe(true);
    expect(await (await app.get(new URL(src).pathname)).text()).toBe(source);
  }
  await app.dispose();
});

test('they come compressed as the browser takes it, and 304 where it has them', async () => {
  const app = await scratchApp(build);
  const br = await app.get('/widget.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(br.headers.get('content-encoding')).toBe('br');
  expect(await br.text()).toBe(MODULE);
  const gzip = await app.get('/widget.js', { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers.get('content-encoding')).toBe('gzip');
  const known = await app.get('/widget.js', { 'accept-encoding': 'br', 'if-none-match': br.headers.get('etag') ?? '' });
  expect(known.status).toBe(304);
  await app.dispose();
});

test('a booking page loads the script that never changes', async () => {
  const app = await scratchApp(build);
  const script = `<script type="module" src="/widget-${hashOf(MODULE)}.js">`;
  expect(await (await app.get('/intro')).text()).toContain(script);
  await app.dispose();
});

test('nothing else in the folder is served, and only reading is allowed', async () => {
  const app = await scratchApp(build);
  for (const path of ['/notes.txt', '/chunks/', '/chunks/..%2fnotes.txt', '/other.js']) {
    expect((await app.get(path)).status).toBe(404);
  }
  for (const path of ['/widget.js', '/widget.json']) {
    expect((await fetch(app.url + path, { method: 'POST' })).status).toBe(405);
  }
  await app.dispose();
});

test('a server without them says so', async () => {
  const app = await scratchApp();
  for (const path of ['/widget.js', '/widget.iife.js', '/portal.js', '/widget.json']) {
    const response = await app.get(path);
    expect(response.status).toBe(404);
    expect((await problemOf(response)).detail).toContain('not built');
  }
  await app.dispose();
});
