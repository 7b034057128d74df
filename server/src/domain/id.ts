/** The kinds of things that bear an id, as the prefixes that stand on the wire. */
export type IdPrefix =
  | 'mtg'
  | 'typ'
  | 'hst'
  | 'sch'
  | 'cli'
  | 'not'
  | 'cal'
  | 'whk'
  | 'key'
  | 'ses'
  | 'off'
  | 'ptk'
  | 'job'
  | 'bsy';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * An opaque id, `mtg_…`: 48 bits of time then 80 random bits in Crockford's base 32, so that ids sort by creation.
 * `now` is epoch milliseconds; `random` holds at least 10 unpredictable bytes.
 */
export function newId(prefix: IdPrefix, now: number, random: Uint8Array): string {
  let time = '';
  for (let rest = now, i = 0; i < 10; i += 1) {
    time = ALPHABET.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  let tail = '';
  let bits = 0;
  let held = 0;
  for (const byte of random.subarray(0, 10)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      tail += ALPHABET.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return `${prefix}_${time}${tail}`;
}

/** The instant (epoch milliseconds) that `newId` put into an id. */
export function instantOfId(id: string): number {
  let instant = 0;
  for (const digit of id.slice(id.indexOf('_') + 1).slice(0, 10)) instant = instant * 32 + ALPHABET.indexOf(digit);
  return instant;
}
