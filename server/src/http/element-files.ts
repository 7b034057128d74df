import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** One file of the built elements. */
export interface ElementFile {
  /** From the root, as `/widget.js`. */
  readonly path: string;
  readonly bytes: Buffer;
  /** For a file that pages name in a tag: where the same bytes stand for ever, and what SRI calls them. */
  readonly pinned: Pinned | null;
}

/** A script as a tag may pin it. */
export interface Pinned {
  /** With a hash of the content in it. */
  readonly path: string;
  /** `sha384-…` (Subresource Integrity, section 3.1). */
  readonly integrity: string;
}

/** The scripts that pages embed: modules that load the rest when it is needed, and the booker as a classic script that holds everything. The console's are ours alone. */
export type Entry = 'widget.js' | 'widget.iife.js' | 'portal.js' | 'console.js';

const ENTRIES: readonly string[] = ['widget.js', 'widget.iife.js', 'portal.js', 'console.js'] satisfies Entry[];

/** Reads the widget's build; empty where `folder` is null or not there. */
export function readElementFiles(folder: string | null): ElementFile[] {
  if (folder === null || !existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.js'));
  return names.map((name) => {
    const bytes = readFileSync(join(folder, name));
    const path = `/${name.split(sep).join('/')}`;
    return { path, bytes, pinned: ENTRIES.includes(name) ? pin(path, bytes) : null };
  });
}

/** The scripts to embed, for a page to pin: their addresses under `publicUrl` with their integrity; null where nothing is built. */
export function pinnedScripts(files: readonly ElementFile[], publicUrl: string) {
  const script = (entry: Entry) => {
    const pinned = files.find(({ path }) => path === `/${entry}`)?.pinned;
    return pinned ? { src: publicUrl + pinned.path, integrity: pinned.integrity } : null;
  };
  const module = script('widget.js');
  const classic = script('widget.iife.js');
  return module && classic && { module, classic, portal: script('portal.js') };
}

function pin(path: string, bytes: Buffer): Pinned {
  const digest = createHash('sha384').update(bytes).digest();
  const hash = digest.toString('hex').slice(0, 16);
  return { path: path.replace(/^\/[a-z]+/, `$&-${hash}`), integrity: `sha384-${digest.toString('base64')}` };
}
