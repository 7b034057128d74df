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
  | 'dlv'
  | 'psh'
  | 'key'
  | 'blk'
  | 'prf'
  | 'ses'
  | 'off'
  | 'ptk'
  | 'bsy'
  | 'txt'
  | 'sgn'
  | 'sil';

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
