/**
 * A number as people write it, as E.164 has it: "+", a country code and at most 15 digits in all. Spaces, hyphens, dots, brackets and the "(0)" of
 * a trunk are left out, and "00" is "+". Null: it is none, or has no country code. Whether anybody answers there only a gateway knows.
 */
export function readPhoneNumber(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .replace(/\(0\)/g, '')
    .replace(/[\s().\-‐-―/]/gu, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{6,14}$/.test(bare) ? bare : null;
}

/** What of a number may be shown to whoever knows it anyway: its beginning and its end. */
export function maskedNumber(number: string): string {
  return `${number.slice(0, 3)}…${number.slice(-2)}`;
}
