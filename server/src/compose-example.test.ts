import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import packageJson from '../package.json' with { type: 'json' };
import { readConfig } from './config.ts';
import type { Setting } from './setting.ts';
import { settings } from './settings.ts';

/* The example under examples/compose cannot be run without Docker; what it says of the program is held to the program. */

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly image: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}

const folder = fileURLToPath(new URL('../../examples/compose/', import.meta.url));
const text = (file: string) => readFileSync(resolve(folder, file), 'utf8');
const compose = parse(text('compose.yaml'), { merge: true }) as {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};
const services = Object.entries(compose.services);
const ours = services.filter(([, { image }]) => image === 'meeting-booker');
const dockerfile = text('Dockerfile');

test('two processes have the same settings, and each setting is one that the program knows', () => {
  expect(ours.map(([name]) => name)).toEqual(['booker-1', 'booker-2', 'tool']);
  const known = (Object.values(settings) as Setting<unknown>[]).flatMap(({ variable, secret }) =>
    secret ? [variable, `${variable}_FILE`] : [variable],
  );
  for (const [, { environment = {} }] of ours) {
    expect(environment).toEqual(ours[0]?.[1].environment);
    expect(Object.keys(environment).filter((variable) => !known.includes(variable))).toEqual([]);
  }
  const inImage = [...dockerfile.matchAll(/BOOKER_[A-Z_]+/g)].map(([variable]) => variable);
  expect(inImage.filter((variable) => !known.includes(variable))).toEqual([]);
});

test('the program starts with these settings, once the secrets are there', () => {
  const { environment = {} } = compose.services['booker-1'] ?? {};
  const secrets: Record<string, string> = {
    BOOKER_DATABASE_URL: 'postgres://booker:password@database:5432/booker',
    BOOKER_SECRET: 'x'.repeat(44),
    BOOKER_SMTP_URL: 'smtp://mail.example.com:587',
  };
  const given = Object.entries(environment).map(([variable, value]) => {
    const secret = secrets[variable.replace(/_FILE$/, '')];
    if (secret !== undefined) return [variable.replace(/_FILE$/, ''), secret];
    const filled = value.replace(/\$\{SITE_HOSTNAME[^}]*\}/, 'book.example.com');
    return [variable, filled.replace(/\$\{BOOKER_MAIL_FROM[^}]*\}/, 'bookings@example.com')];
  });
  expect(readConfig({}, Object.fromEntries(given))).toMatchObject({
    port: 4000,
    publicUrl: 'https://book.example.com',
    trustProxy: 1,
    databaseUrl: secrets.BOOKER_DATABASE_URL,
    secret: secrets.BOOKER_SECRET,
    smtpUrl: secrets.BOOKER_SMTP_URL,
    mailFrom: 'bookings@example.com',
  });
});

test('every file, secret, volume and service that it names is there', () => {
  for (const [, { build, secrets = [], volumes = [], depends_on: needs = [], environment = {} }] of services) {
    if (build) expect(existsSync(resolve(folder, build.context, build.dockerfile))).toBe(true);
    for (const secret of secrets) expect(Object.keys(compose.secrets)).toContain(secret);
    for (const value of Object.values(environment)) {
      const [, secret] = /^\/run\/secrets\/(.+)$/.exec(value) ?? [];
      if (secret !== undefined) expect(secrets).toContain(secret);
    }
    for (const volume of volumes) {
      const [from = ''] = volume.split(':');
      if (from.startsWith('.')) expect(existsSync(resolve(folder, from))).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
    for (const need of Array.isArray(needs) ? needs : Object.keys(needs)) expect(compose.services).toHaveProperty(need);
  }
  const steps = text('README.md');
  for (const { file } of Object.values(compose.secrets)) expect(steps).toContain(`> ${file.replace('./', '')}`);
});

test('what it runs are commands of the program', () => {
  const run = [
    ...(/^CMD \["(\w+)"/m.exec(dockerfile)?.slice(1) ?? []),
    ...[...text('README.md').matchAll(/ tool (\w+) /g)].map(([, command]) => command),
  ];
  expect(run).toEqual(['serve', 'apply', 'copy']);
  for (const command of run) expect(existsSync(new URL(`./commands/${command}.ts`, import.meta.url))).toBe(true);
});

test('the proxy leads to both processes, by their port, and asks them by an address that is there', () => {
  const [, upstreams = ''] = /reverse_proxy (.+) \{/.exec(text('Caddyfile')) ?? [];
  expect(upstreams.split(' ')).toEqual(['booker-1:4000', 'booker-2:4000']);
  const checks = [text('Caddyfile'), dockerfile].map((file) => /\/readyz/.test(file));
  expect(checks).toEqual([true, true]);
  expect(dockerfile).toMatch(/^EXPOSE 4000$/m);
  expect(compose.services['booker-1']?.environment?.BOOKER_PORT).toBe('4000');
});

test('the image is built by what the repository has, for the Node that the program needs', () => {
  const root = resolve(folder, '../..');
  expect(compose.services['booker-1']?.build?.context).toBe('../..');
  const images = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => `>=${major}`);
  expect(new Set(images)).toEqual(new Set([packageJson.engines.node]));
  const workspace = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  expect(workspace.scripts).toHaveProperty('build');
  expect(workspace.config.pnpm).toMatch(/^pnpm@/);
  expect(dockerfile).toContain(`--filter ${packageJson.name} `);
  expect(dockerfile).toContain('COPY --from=build /src/server/dist /program/dist');
});
