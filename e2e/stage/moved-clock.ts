import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { forget, newFolder } from './product.ts';

/** A clock on the wall that is set while a program looks at it; what it measures time with goes on. */
export interface MovedClock {
  /** What the program is told besides its own settings. */
  readonly settings: Readonly<Record<string, string>>;
  /** What it shows, epoch milliseconds. */
  now(): number;
  /** Sets it to an instant, epoch milliseconds; from there it runs on. */
  set(instant: number): void;
  close(): void;
}

/** Debian's libfaketime, which a program's every question about the time goes through; null where it is not installed. */
function library(): string | null {
  if (!existsSync('/usr/lib')) return null;
  const places = readdirSync('/usr/lib').map((folder) => join('/usr/lib', folder, 'faketime', 'libfaketime.so.1'));
  return places.find((place) => existsSync(place)) ?? null;
}

/** Opens one that shows the true time. Where the library is not to be had, the program's Date is set in its place. */
export function openMovedClock(): MovedClock {
  const folder = newFolder();
  const file = join(folder, 'seconds');
  let offsetMs = 0;
  const write = () => {
    // Never seen half written.
    writeFileSync(`${file}.new`, `${offsetMs < 0 ? '' : '+'}${(offsetMs / 1000).toFixed(3)}\n`);
    renameSync(`${file}.new`, file);
  };
  write();
  const faketime = library();
  return {
    settings: faketime
      ? {
          LD_PRELOAD: faketime,
          FAKETIME_TIMESTAMP_FILE: file,
          FAKETIME_NO_CACHE: '1',
          // Timers and timeouts go by a clock that nobody sets.
          FAKETIME_DONT_FAKE_MONOTONIC: '1',
          NO_FAKE_STAT: '1',
        }
      : {
          NODE_OPTIONS: `--import=${fileURLToPath(new URL('moved-date.mjs', import.meta.url))}`,
          MOVED_CLOCK: file,
        },
    now: () => Date.now() + offsetMs,
    set(instant) {
      offsetMs = instant - Date.now();
      write();
    },
    close: () => forget(folder),
  };
}
