import type { Log } from '../log.ts';

/** Each with the code that a shell gives to a process ended by it. */
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type SignalName = keyof typeof SIGNALS;

const exitAtOnce = (name: SignalName) => process.exit(SIGNALS[name]);
let onTold: ((name: SignalName) => void) | null = null;

/**
 * From now on a signal of the system ends the process in order, so that what is to be done at its exit is done; `untilToldToStop` makes more
 * of it. The listeners stay the same ones: a signal that comes while one is exchanged for another would be lost.
 */
export function exitWhenTold(): void {
  if (onTold !== null) return;
  onTold = exitAtOnce;
  for (const name of Object.keys(SIGNALS) as SignalName[]) process.on(name, () => onTold?.(name));
}

/**
 * Waits for the system to ask for the end, then runs `stop` and lets the process end by itself. Asked twice, it ends at once.
 * What was thrown and caught by nobody is logged, and ends the process the same way, with code 1.
 */
export async function untilToldToStop(log: Log, stop: () => Promise<void>): Promise<void> {
  exitWhenTold();
  process.exitCode = await new Promise<number>((resolve) => {
    onTold = (name) => {
      onTold = exitAtOnce;
      log.logger.info({ signal: name }, 'stopping');
      resolve(0);
    };
    process.once('uncaughtException', (error) => {
      onTold = exitAtOnce;
      log.logger.fatal({ err: error }, 'uncaught error, stopping');
      resolve(1);
    });
  });
  await stop();
  log.logger.info('stopped');
  log.flush();
}
