import { type DestinationStream, destination, type Logger, pino, stdSerializers } from 'pino';
import type { LogLevel } from './settings.ts';

/** A domain has a letter in it; what has none is a version in the path of a package. */
const EMAIL = /[^\s"'<>@/:,;()[\]]+@[^\s"'<>@/:,;()[\]]*\p{L}[^\s"'<>@/:,;()[\]]*/gu;
const PORTAL_TOKEN = /(portal\/)[^/\s"'?#]+/g;
/** The token of a portal, feed or guest, or of a link to sign in by, wherever it stands: the part that nobody can guess. */
const TOKEN = /((?:ptk|gst|sil)_[0-9a-z]+\.)[0-9a-f]{40}/g;
/** Of the link in a text message, which bears its meeting's id and 16 signs. */
const STOP_TOKEN = /(\/t\/)[\w-]{42}(?![\w-])/g;
/** The secret part of an API key, or of a cookie. */
const SECRET = /((?:key|sgn)_[0-9a-z]{26}_)[0-9a-f]+/g;
/** What switches mails off, wherever it stands. */
const OFF_TOKEN = /(off_)[\w-]{40,}/g;

const GATHERED_BYTES = 4096;
const GATHERED_MS = 200;

/** A text without the addresses, tokens and secrets in it. */
export function redact(text: string): string {
  return text
    .replace(PORTAL_TOKEN, '$1[token]')
    .replace(TOKEN, '$1[token]')
    .replace(STOP_TOKEN, '$1[token]')
    .replace(OFF_TOKEN, '$1[token]')
    .replace(SECRET, '$1[secret]')
    .replace(EMAIL, '[address]');
}

/** An open log, and the way to have its last lines written before the process ends. */
export interface Log {
  readonly logger: Logger;
  flush(): void;
}

/**
 * The program's log: JSON lines, written without waiting. Errors under `err` are logged whole but for addresses and tokens;
 * fields that would hold credentials or addresses are blanked, whoever logs them.
 */
export function openLog(level: LogLevel, target: 'stdout' | 'stderr' | DestinationStream = 'stdout'): Log {
  const options = {
    level,
    base: null,
    serializers: SERIALIZERS,
  };
  if (typeof target === 'object') return { logger: pino(options, target), flush() {} };
  // Lines are gathered and written together, at the latest after a moment: a write for each would cost more than most answers.
  const stream = destination({ dest: target === 'stdout' ? 1 : 2, sync: false, minLength: GATHERED_BYTES });
  setInterval(() => stream.flush(), GATHERED_MS).unref();
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

const blank = () => '[redacted]';

/** By name, which costs a line nothing where they are not in it; pino's own redaction copies every line. */
const SERIALIZERS = {
  err: safeError,
  url: redact,
  authorization: blank,
  cookie: blank,
  headers: blank,
  token: blank,
  email: blank,
};

function safeError(error: Error): object {
  const whole = stdSerializers.err(error);
  return {
    type: whole.type,
    message: redact(whole.message),
    stack: redact(whole.stack ?? ''),
    code: (error as NodeJS.ErrnoException).code,
  };
}
