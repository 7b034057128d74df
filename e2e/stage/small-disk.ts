import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { forget, newFolder } from './product.ts';

/** A filesystem of its own, in memory, small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Takes away what filled it. */
  clear(): void;
  close(): void;
}

const CHUNKS = [1024 * 1024, 4096].map((size) => Buffer.alloc(size));

/**
 * Mounts one where this process may; else in a namespace of a child's, in which anybody may on most machines, and which is reached by the
 * child's own root. Throws where neither is allowed.
 */
export async function openSmallDisk(megabytes: number): Promise<SmallDisk> {
  const { folder, close } = mounted(megabytes) ?? (await inNamespace(megabytes));
  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill() {
      const file = openSync(ballast, 'a');
      for (const chunk of CHUNKS) while (hasRoomFor(file, chunk));
      closeSync(file);
    },
    clear: () => rmSync(ballast),
    close,
  };
}

function hasRoomFor(file: number, chunk: Buffer): boolean {
  try {
    return writeSync(file, chunk) === chunk.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}

const optionsFor = (megabytes: number) => `size=${megabytes}m,mode=0755`;

function mounted(megabytes: number): Pick<SmallDisk, 'folder' | 'close'> | null {
  const folder = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', optionsFor(megabytes), 'tmpfs', folder], { stdio: 'ignore' });
  } catch {
    forget(folder);
    return null;
  }
  return {
    folder,
    close() {
      // Detached at once, though a process that is ending may hold a file there.
      execFileSync('umount', ['--lazy', folder]);
      forget(folder);
    },
  };
}

async function inNamespace(megabytes: number): Promise<Pick<SmallDisk, 'folder' | 'close'>> {
  const place = newFolder();
  const script = `mount -t tmpfs -o ${optionsFor(megabytes)} tmpfs ${place} && echo mounted && exec sleep infinity`;
  const child = spawn('unshare', ['--user', '--map-root-user', '--mount', 'sh', '-c', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'close')]);
  const folder = join('/proc', String(child.pid), 'root', place);
  if (child.exitCode !== null || !existsSync(folder)) {
    throw new Error('no small disk can be made here: neither mount nor unshare --user --mount is allowed');
  }
  return {
    folder,
    close() {
      child.kill('SIGKILL');
      forget(place);
    },
  };
}
