/** A piece of a text: as it stands, or an address of the web that may be made a link, as it was typed. */
export type TextPiece = { readonly text: string } | { readonly link: string };

const ADDRESS = /(?<![\p{L}\p{N}])https?:\/\/[^\s<>"\p{Cc}\p{Cf}]+/giu;
/** What ends a sentence or a quotation is not the address's. */
const AFTER = ".,;:!?…'’”»";
const BRACKETS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };

/**
 * A text in its pieces, which make it again when they are joined: http and https addresses, without the punctuation after them, and what lies
 * between. An address that holds a name or a password before its host is left as text, since it looks like another's.
 */
export function linkedText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const link = bareAddress(found);
    if (!isSafe(link)) continue;
    if (index > done) pieces.push({ text: text.slice(done, index) });
    pieces.push({ link });
    done = index + link.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

/** A closing bracket stays where it was opened in the address. */
function bareAddress(found: string): string {
  const unopened = new Map(
    Object.entries(BRACKETS).map(([close, open]) => [close, count(found, close) - count(found, open)]),
  );
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found.charAt(end - 1);
    const surplus = unopened.get(last) ?? 0;
    if (surplus > 0) unopened.set(last, surplus - 1);
    else if (!AFTER.includes(last)) break;
  }
  return found.slice(0, end);
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1;
}

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password } = new URL(address);
  return /^https?:$/.test(protocol) && hostname !== '' && username === '' && password === '';
}
