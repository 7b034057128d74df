/*
 * What fits into text messages (3GPP TS 23.038): 160 signs of the GSM alphabet in one, 153 in each of several; of any other sign in it all are
 * written as UCS-2, 70 in one and 67 in each of several.
 */

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These take two places. */
const EXTENDED = '\f^{}\\[~]|€';

const basic = new Set(BASIC);
const extended = new Set(EXTENDED);

/** Signs of good printing that have a plain twin. */
const PLAIN: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '–': '-',
  '—': '-',
  '‑': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\u2009': ' ',
};

/**
 * The text in the GSM alphabet, where it can be written in it: plain signs for those of good printing, and a letter without the accent that the
 * alphabet lacks, as people text ("a bientot" keeps its "é" but not its "ô"). Null: it cannot.
 */
export function inGsm(text: string): string | null {
  let plain = '';
  for (const sign of text.normalize('NFC')) {
    const found = gsmOf(sign);
    if (found === null) return null;
    plain += found;
  }
  return plain;
}

function gsmOf(sign: string): string | null {
  const candidates = [sign, PLAIN[sign] ?? '', sign.normalize('NFD').replace(/\p{M}/gu, '')];
  const isIn = (text: string) => text !== '' && [...text].every((one) => basic.has(one) || extended.has(one));
  return candidates.find(isIn) ?? null;
}

/** How much room a text takes, and how many messages it is. */
export function sizeOf(text: string): { readonly isGsm: boolean; readonly length: number; readonly segments: number } {
  const signs = [...text];
  const isGsm = signs.every((sign) => basic.has(sign) || extended.has(sign));
  const length = isGsm ? signs.length + signs.filter((sign) => extended.has(sign)).length : text.length;
  const [one, each] = isGsm ? [160, 153] : [70, 67];
  return { isGsm, length, segments: length <= one ? 1 : Math.ceil(length / each) };
}
