import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** The data folder is not there and cannot be made; the message is one line for whoever started the program. */
class DataFolderUnusable extends Error {
  override readonly name = 'DataFolderUnusable';
}

/** Makes the folder with those above it, for its owner alone, unless it is there. Throws DataFolderUnusable. */
export function makeDataFolder(folder: string): void {
  try {
    makeFolder(resolve(folder));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const words = code === 'EEXIST' || code === 'ENOTDIR' ? 'lies on a file' : `cannot be made (${code})`;
    throw new DataFolderUnusable(`The data folder ${folder} ${words}.`, { cause: error });
  }
}

/** One by one: where the system refuses without a reason, as under /proc, Node's own recursion never ends. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  if (dirname(folder) !== folder) makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
