/** One setting of the program: what it is called, what it says of itself, and how its text is read. */
export interface Setting<Value> {
  /** The environment variable. */
  readonly variable: string;
  /** The flag of `serve`, made from the variable: BOOKER_DATA_DIR is --data-dir. */
  readonly flag: string;
  /** What stands in `serve --help`. */
  readonly help: string;
  /** A secret is never shown, and may stand in a file that the variable's `…_FILE` twin names. */
  readonly secret: boolean;
  /** The value when unset. */
  readonly fallback: Value;
  /** Text, never empty, to value; throws an Error whose message goes on after the variable's name ("must be …"). */
  read(text: string): Value;
}

/** A setting by its variable, whose flag follows from it. */
export function setting<Value>(
  variable: string,
  help: string,
  fallback: Value,
  read: (text: string) => Value,
  secret = false,
): Setting<Value> {
  const flag = `--${variable.replace('BOOKER_', '').toLowerCase().replaceAll('_', '-')}`;
  return { variable, flag, help, secret, fallback, read };
}

/** One of these words; throws where it is none. */
export function readWord<Word extends string>(text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) throw new Error(`must be one of ${words.join(', ')}`);
  return word;
}

/** An address of one of these schemes ("https:") with a hostname; null where it is none. */
export function readUrl(text: string, schemes: readonly string[]): URL | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url && schemes.includes(url.protocol) && url.hostname !== '' ? url : null;
}

/** Whether a hostname, as URL has it, is this very machine. */
export function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
