import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemOf, scratchApp } from './scratch-app.ts';

const SOURCE = `export const long = '${'booker '.repeat(400)}';`;

function build(folder: string): { elementsDir: string } {
  const elementsDir = join(folder, 'elements');
  mkdirSync(join(elementsDir, 'chunks'), { recursive: true });
  writeFileSync(join(elementsDir, 'manifest.json'), JSON.stringify({ 'widget.js': 'widget-abc123.js' }));
  writeFileSync(join(elementsDir, 'widget.js'), SOURCE);
  writeFileSync(join(elementsDir, 'chunks', 'fr-def456.js'), 'export default {};');
  return { elementsDir };
}

test('the entry is kept for minutes, its hashed name and its chunks for ever, by any site', async () => {
  const app = await scratchApp(build);
  const entry = await app.get('/widget.js');
  expect(entry.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(entry.headers.get('cache-control')).toBe('public, max-age=300');
  expect(entry.headers.get('access-control-allow-origin')).toBe('*');
  expect(entry.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(await entry.text()).toBe(SOURCE);
  for (const path of ['/widget-abc123.js', '/chunks/fr-def456.js']) {
    expect((await app.get(path)).headers.get('cache-control')).toContain('immutable');
  }
  await app.dispose();
});

test('they come compressed as the browser takes it, and 304 where it has them', async () => {
  const app = await scratchApp(build);
  const br = await app.get('/widget.js', { 'accept-encoding': 'gzip, deflate, br' });
  expect(br.headers.get('content-encoding')).toBe('br');
  expect(await br.text()).toBe(SOURCE);
  const gzip = await app.get('/widget.js', { 'accept-encoding': 'gzip, br;q=0' });
  expect(gzip.headers.get('content-encoding')).toBe('gzip');
  const known = await app.get('/widget.js', { 'accept-encoding': 'br', 'if-none-match': br.headers.get('etag') ?? '' });
  expect(known.status).toBe(304);
  await app.dispose();
});

test('a booking page loads the script that never changes', async () => {
  const app = await scratchApp(build);
  expect(await (await app.get('/intro')).text()).toContain('<script type="module" src="/widget-abc123.js">');
  await app.dispose();
});

test('nothing else in the folder is served, and only reading is allowed', async () => {
  const app = await scratchApp(build);
  for (const path of ['/manifest.json', '/chunks/', '/chunks/..%2fmanifest.json', '/other.js']) {
    expect((await app.get(path)).status).toBe(404);
  }
  expect((await fetch(`${app.url}/widget.js`, { method: 'POST' })).status).toBe(405);
  await app.dispose();
});

test('a server without them says so', async () => {
  const app = await scratchApp();
  const response = await app.get('/widget.js');
  expect(response.status).toBe(404);
  expect((await problemOf(response)).detail).toContain('not built');
  await app.dispose();
});
