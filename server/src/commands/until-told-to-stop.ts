import type { Log } from '../log.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Waits for the system to ask for the end, then runs `stop` and lets the process end by itself. Asked twice, it ends at once.
 * What was thrown and caught by nobody is logged, and ends the process the same way, with code 1.
 */
export async function untilToldToStop(log: Log, stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((resolve) => {
    const told = (code: number) => {
      process.exitCode = code;
      resolve();
      for (const signal of SIGNALS) process.once(signal, () => process.exit(1));
    };
    for (const signal of SIGNALS) {
      process.once(signal, () => {
        log.logger.info({ signal }, 'stopping');
        told(0);
      });
    }
    process.once('uncaughtException', (error) => {
      log.logger.fatal({ err: error }, 'uncaught error, stopping');
      told(1);
    });
  });
  await stop();
  log.logger.info('stopped');
  log.flush();
}
