/** A stretch of a note: text, or the address of a page. */
export interface Part {
  readonly text: string;
  readonly href: string | null;
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"]+/gi;
const OPENING: Readonly<Record<string, string>> = { ')': '(', ']': '[' };

/**
 * A note's text in stretches; only `http` and `https` become links. A mark that ends a sentence is none of the address's, nor is a
 * bracket that it did not open.
 */
export function noteParts(body: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: found, index } of body.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (!URL.canParse(address)) continue;
    if (index > from) parts.push({ text: body.slice(from, index), href: null });
    parts.push({ text: address, href: new URL(address).href });
    from = index + address.length;
  }
  if (from < body.length) parts.push({ text: body.slice(from), href: null });
  return parts;
}

function withoutEnd(address: string): string {
  const last = address.at(-1) ?? '';
  const opening = OPENING[last];
  const stray = opening ? address.split(opening).length < address.split(last).length : /[.,;:!?'’»”…]/.test(last);
  return stray ? withoutEnd(address.slice(0, -1)) : address;
}
