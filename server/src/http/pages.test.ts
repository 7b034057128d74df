import { afterAll, beforeAll, expect, test } from 'vitest';
import { scratchType } from '../actions/scratch-team.ts';
import { type ScratchApp, scratchApp } from './scratch-app.ts';

let app: ScratchApp;

beforeAll(async () => {
  app = await scratchApp(
    () => ({ allowedOrigins: ['https://www.example.com'] }),
    scratchType('hidden', { listed: false, title: 'Not <for> everyone' }),
    scratchType('off', { active: false }),
  );
});

afterAll(() => app.dispose());

const page = async (path: string, language = 'en') => {
  const response = await app.get(path, { accept: 'text/html', 'accept-language': language });
  return { response, text: await response.text() };
};

test('the first page lists the listed types alone, each with a link to its own', async () => {
  const { text } = await page('/');
  expect(text).toContain('<a href="/intro">');
  expect(text).toContain('30 min · Video call · with Claire');
  expect(text).not.toMatch(/href="\/(hidden|off)/);
});

test('pages speak French to who prefers it, or as the query says', async () => {
  expect((await page('/', 'de, fr;q=0.9, en;q=0.5')).text).toContain('Prendre rendez-vous');
  expect((await page('/?lang=fr')).text).toContain('<html lang="fr">');
  expect((await page('/', 'de')).text).toContain('Book a meeting');
});

test('a type’s page holds the element, filled in from the query, and nothing of the query as HTML', async () => {
  const { response, text } = await page(
    '/intro?name=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&email=ada%40example.com&timeZone=Asia/Tokyo&utm_source=x&name2=y',
  );
  expect(response.status).toBe(200);
  expect(text).toContain('<meeting-booker type="intro" locale="en" prefill-name="&quot;&gt;&lt;script&gt;alert(1)');
  expect(text).toContain('prefill-email="ada@example.com" time-zone="Asia/Tokyo"');
  expect(text).not.toContain('<script>');
  expect(text).not.toContain('utm_source');
});

test('an unlisted type has its page, and one that is switched off has none', async () => {
  expect((await page('/hidden')).text).toContain('Not &lt;for&gt; everyone');
  const { response, text } = await page('/off');
  expect(response.status).toBe(404);
  expect(text).toContain('There is no such page');
});

test('pages load nothing but our own files, need trusted types, and are framed only by allowed sites', async () => {
  const home = (await page('/')).response.headers.get('content-security-policy') ?? '';
  expect(home).toContain("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'");
  expect(home).toContain("require-trusted-types-for 'script'; trusted-types lit-html");
  expect(home).toContain("frame-ancestors 'none'");
  const { response, text } = await page('/intro');
  expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'self' https://www.example.com");
  expect(response.headers.get('x-frame-options')).toBeNull();
  expect(text).not.toMatch(/<style|style="|https?:\/\//);
  expect(response.headers.get('set-cookie')).toBeNull();
});

test('the style sheet and the icon are served, the sheet for ever', async () => {
  const path = /href="(\/page-\w+\.css)"/.exec((await page('/')).text)?.[1] ?? '';
  const styles = await app.get(path);
  expect(styles.headers.get('content-type')).toBe('text/css; charset=utf-8');
  expect(styles.headers.get('cache-control')).toContain('immutable');
  expect((await app.get('/icon.svg')).headers.get('content-type')).toBe('image/svg+xml');
});

test('an unknown address is a page to a person and a problem to a program', async () => {
  expect((await page('/no/such/page', 'fr')).text).toContain('Cette page n’existe pas');
  const response = await app.get('/no/such/page');
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect((await app.get('/api/no', { accept: 'text/html' })).headers.get('content-type')).toContain('problem+json');
});
