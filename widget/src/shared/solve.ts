import type { ChallengeView } from '@meeting-booker/server/contract';

/*
 * The work of an ALTCHA challenge (version 2, SHA-256): the number whose key begins as the challenge says. In our own SHA-256, since browsers lend
 * theirs to pages of TLS alone, and in slices on the page's own thread, since many pages' policies let nobody start another.
 */

/** So long at once: no longer than a frame. */
const SLICE_MS = 12;
/** No challenge of ours needs more numbers. */
const MOST = 1_000_000;

const roots = (power: number): number[] => {
  const found: number[] = [];
  for (let number = 2; found.length < 64; number += 1) {
    let divisor = 2;
    while (number % divisor) divisor += 1;
    if (divisor === number) found.push((number ** power % 1) * 2 ** 32);
  }
  return found;
};
type Eight = [number, number, number, number, number, number, number, number];
/** FIPS 180-4: the fractions of the roots of the first primes. */
const FIRST = roots(1 / 2)
  .slice(0, 8)
  .map((root) => root | 0) as Eight;
const ROUNDS = Int32Array.from(roots(1 / 3), (root) => root | 0);

const schedule = new Int32Array(64);

/** SHA-256 of the one block that stands in the first 16 words of `schedule`, into `state`. */
function digest(state: Int32Array): void {
  const w = schedule;
  for (let i = 16; i < 64; i += 1) {
    const x = w[i - 15] as number;
    const y = w[i - 2] as number;
    const low = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const high = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = ((w[i - 16] as number) + low + (w[i - 7] as number) + high) | 0;
  }
  let [a, b, c, d, e, f, g, h] = FIRST;
  for (let i = 0; i < 64; i += 1) {
    const high = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + high + ((e & f) ^ (~e & g)) + (ROUNDS[i] as number) + (w[i] as number)) | 0;
    const low = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const two = (low + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  state[0] = a + FIRST[0];
  state[1] = b + FIRST[1];
  state[2] = c + FIRST[2];
  state[3] = d + FIRST[3];
  state[4] = e + FIRST[4];
  state[5] = f + FIRST[5];
  state[6] = g + FIRST[6];
  state[7] = h + FIRST[7];
}

const words = (hex: string): number[] => (hex.match(/.{8}/g) ?? []).map((part) => Number.parseInt(part, 16));

/** The last words of a message of so many words: a bit, and its length. */
function pad(length: number): void {
  schedule.fill(0, length, 16);
  schedule[length] = 0x80000000;
  schedule[15] = length * 32;
}

/** The key of a number, in hexadecimal digits. */
function keyOf(head: readonly number[], counter: number, cost: number, state: Int32Array): void {
  schedule.set(head);
  schedule[head.length] = counter;
  pad(head.length + 1);
  digest(state);
  for (let turn = 1; turn < cost; turn += 1) {
    schedule.set(state);
    pad(8);
    digest(state);
  }
}

const hex = (state: Int32Array): string =>
  Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');

/** Does the work, while the page goes on; answers what the header `Proof-Of-Work` bears. Rejects for work that is none of ours. */
export async function solve({ parameters, signature }: ChallengeView): Promise<string> {
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix } = parameters;
  const head = words(salt + nonce);
  if (algorithm !== 'SHA-256' || keyLength !== 32 || head.length !== 8) throw new Error(`unknown work: ${algorithm}`);
  const state = new Int32Array(8);
  const began = performance.now();
  let rested = began;
  for (let counter = 0; counter < MOST; counter += 1) {
    keyOf(head, counter, cost, state);
    const key = hex(state);
    if (key.startsWith(keyPrefix)) {
      const solution = { counter, derivedKey: key, time: Math.round(performance.now() - began) };
      return btoa(JSON.stringify({ challenge: { parameters, signature }, solution }));
    }
    if (performance.now() - rested < SLICE_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    rested = performance.now();
  }
  throw new Error('no solution');
}
