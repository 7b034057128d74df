import { createApiKeyFor } from '../actions/create-api-key.ts';
import { SCOPES, type Scope } from '../domain/api-key.ts';
import type { Host } from '../domain/host.ts';
import type { ScratchApp } from './scratch-app.ts';

/** For tests: the hosts' API in the name of one host. */
export interface ScratchHost {
  /** The key, whole. */
  readonly key: string;
  readonly id: string;
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

const EMAILS = { claire: 'claire@team.example', ben: 'ben@team.example', aiko: 'aiko@team.example' };

/** For tests: one of the team with a key of these scopes (all of them where none are given), in this role from now on. */
export async function scratchHost(
  app: ScratchApp,
  name: keyof typeof EMAILS,
  { role = 'member', scopes = SCOPES, expiresAt = null }: Partial<ScratchKey> = {},
): Promise<ScratchHost> {
  const email = EMAILS[name];
  await app.raw('update hosts set role = $1 where email = $2', role, email);
  const { text: key, host } = await createApiKeyFor(app.ctx, email, { name: 'test', scopes, expiresAt });
  return {
    key,
    id: host.id,
    ask: (method, path, body, headers = {}) => askHost(app, key, method, path, body, headers),
  };
}

interface ScratchKey {
  readonly role: Host['role'];
  readonly scopes: readonly Scope[];
  readonly expiresAt: number | null;
}

/** For tests: calls `/api/host` and what follows it, with or without a key. */
export function askHost(
  app: ScratchApp,
  key: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${app.url}/api/host${path}`, {
    method,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}
