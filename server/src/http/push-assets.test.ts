import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let portal: ScratchPortal;

beforeAll(async () => {
  app = await scratchApp();
  portal = await scratchPortal(app);
});
afterAll(() => app.dispose());

const page = async (path: string, language = 'en') =>
  (await app.get(path, { accept: 'text/html', 'accept-language': language })).text();

test('our own pages have the switch for a client and for a host, in their language, and none for a guest or for whoever has no link', async () => {
  const { tokens } = portal;
  expect(await page(`/portal/${tokens.client}`)).toContain('>Tell me on this device</button>');
  expect(await page(`/portal/${tokens.meeting}`, 'fr')).toContain('>Me prévenir sur cet appareil</button>');
  expect(await page('/console')).toMatch(
    /<meeting-console [\s\S]*<section class="device" slot="device" hidden [\s\S]*<\/meeting-console>/,
  );
  for (const path of [`/portal/${tokens.guest}`, '/portal', '/', '/intro']) {
    expect(await page(path)).not.toMatch(/push-switch|class="device"/);
  }
});

test('only the portal and the console let the switch vouch for its worker, and every script is a file of ours', async () => {
  const policyOf = async (path: string) => (await app.get(path)).headers.get('content-security-policy');
  const policy = await policyOf(`/portal/${portal.tokens.client}`);
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types lit-html push-worker;");
  expect(policy).toContain("script-src 'self'");
  expect(await policyOf('/console')).toContain('trusted-types lit-html push-worker;');
  expect(await policyOf('/intro')).toContain('trusted-types lit-html;');
});

test('the worker is asked for anew each time and may speak to us alone; the switch is there for ever', async () => {
  const worker = await app.get('/push-worker.js');
  expect(worker.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(worker.headers.get('cache-control')).toBe('no-cache');
  expect(worker.headers.get('content-security-policy')).toBe("default-src 'none'; connect-src 'self'; img-src 'self'");
  const [, path = ''] = /src="(\/push-switch-\w+\.js)"/.exec(await page(`/portal/${portal.tokens.client}`)) ?? [];
  const script = await app.get(path);
  expect([script.status, script.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  for (const text of [await worker.text(), await script.text()]) {
    expect(() => new Function(`return async () => { ${text} }`)).not.toThrow();
  }
});
