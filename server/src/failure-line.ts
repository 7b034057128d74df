import { Failure } from './domain/failures.ts';

/** What went wrong in opening files and ports, for people. */
const SYSTEM: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is already taken by another program',
  EADDRNOTAVAIL: 'is no address of this machine',
  EACCES: 'may not be opened by this user',
  EPERM: 'may not be opened by this user',
  EROFS: 'is on a disk that cannot be written',
  ENOENT: 'does not exist',
  ENOTDIR: 'does not lie in a folder',
  EISDIR: 'is a folder',
  ENOSPC: 'does not fit on the disk',
};

/**
 * Any error as what the command line says of it: one line, and one more for each mistake that a Failure lists with its path. No
 * stack; what a system call complains of is named by its file or port.
 */
export function failureLine(error: unknown): string {
  if (error instanceof Failure) {
    const mistakes = error.details.errors ?? [];
    return [error.message, ...mistakes.map(({ path, message }) => `  ${path || '/'}: ${message}`)].join('\n');
  }
  if (!(error instanceof Error)) return `Unexpected error: ${String(error)}`;
  const { code, path, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string };
  const words = SYSTEM[code ?? ''];
  if (words !== undefined && port !== undefined) return `Port ${port}${at(address)} ${words}.`;
  if (words !== undefined && path !== undefined) return `${path} ${words}.`;
  return error.message.replace(/\s*\n\s*/g, ' ');
}

function at(address: string | undefined): string {
  return address === undefined || address === '::' || address === '0.0.0.0' ? '' : ` of ${address}`;
}
