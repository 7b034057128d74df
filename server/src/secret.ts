import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock.ts';

/**
 * The secret kept in the data folder (which is there), made on first use: 32 random bytes as text, readable by the owner alone.
 * Two processes that start together get the same one. Throws what the file system throws, and an Error where the file
 * holds no secret.
 */
export function keptSecret(dataDir: string, clock: Clock): string {
  const file = join(dataDir, 'secret');
  const kept = readIfThere(file);
  if (kept !== null) return checked(kept, file);
  const random = (size: number) => Buffer.from(clock.randomBytes(size)).toString('base64url');
  // Written aside and linked into place, so that nobody ever reads half a secret and the first one wins.
  const draft = `${file}.${random(6)}`;
  try {
    writeFileSync(draft, `${random(32)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return checked(readFileSync(file, 'utf8'), file);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function checked(text: string, file: string): string {
  const secret = text.trim();
  if (secret.length < 32) throw new Error(`${file} holds no secret of at least 32 characters`);
  return secret;
}
