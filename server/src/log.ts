import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';
import type { LogLevel } from './settings.ts';

const EMAIL = /[^\s"'<>@/:,;()[\]]+@[^\s"'<>@/:,;()[\]]+/g;
const PORTAL_TOKEN = /(portal\/)[^/\s"'?#]+/g;

/** A text without the addresses and portal tokens in it. */
export function redact(text: string): string {
  return text.replace(PORTAL_TOKEN, '$1[token]').replace(EMAIL, '[address]');
}

/** An open log, and the way to have its last lines written before the process ends. */
export interface Log {
  readonly logger: Logger;
  flush(): void;
}

/**
 * The program's log: JSON lines, written without waiting. Errors under `err` are logged whole but for addresses and tokens;
 * fields that name credentials are blanked wherever they stand at the first or second level.
 */
export function openLog(level: LogLevel, target: 'stdout' | 'stderr' | DestinationStream = 'stdout'): Log {
  const options = {
    level,
    base: null,
    redact: {
      paths: ['authorization', 'cookie', 'token', 'email', '*.authorization', '*.cookie', '*.token', '*.email'],
      censor: '[redacted]',
    },
    serializers: { err: safeError },
  };
  if (typeof target === 'object') return { logger: pino(options, target), flush() {} };
  const stream = destination({ dest: target === 'stdout' ? 1 : 2, sync: false });
  return {
    logger: pino(options, stream),
    flush() {
      try {
        stream.flushSync();
      } catch {
        // Not open yet, or already gone: there is nobody left to tell.
      }
    },
  };
}

function safeError(error: Error): object {
  const whole = stdSerializers.err(error);
  return {
    type: whole.type,
    message: redact(whole.message),
    stack: redact(whole.stack ?? ''),
    code: (error as NodeJS.ErrnoException).code,
  };
}
