import { isolated } from '../languages.ts';
import type { Fact, Letter, LetterLink, LetterNote, Prose, ProsePiece } from '../letter.ts';
import type { Words } from './words.ts';

/** The text part of a mail: what the HTML part says, in the same order. LF line ends. */
export function textPart(letter: Letter, said: Words): string {
  const { when, was } = letter;
  const blocks = [
    proseText(letter.lead, letter),
    [
      letter.title,
      ...(when ? [when.date, `${when.time}${said.comma}${when.zone}`] : []),
      ...(was ? [`${was.label} ${was.date}${was.time}`] : []),
    ].join('\n'),
    ...letter.notes.map(noteText),
    letter.facts.map((fact) => factText(fact, letter, said)).join('\n'),
    letter.button ? `${letter.button.label}\n${addressText(letter.button.url)}` : '',
    proseText(letter.next ?? '', letter),
    letter.changes ? listText(letter.changes.label, letter.changes.items, said) : '',
    letter.links ? listText(said.labelled(letter.links.label, '').trimEnd(), letter.links.items, said) : '',
    // RFC 3676: what follows this line is a signature.
    `-- \n${letter.footer}${letter.off ? `\n${linkText(letter.off, said)}` : ''}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function proseText(said: Prose, { language }: Letter): string {
  if (typeof said === 'string') return said;
  const written = (piece: ProsePiece) => {
    if ('link' in piece) return namedAddress(piece.link);
    return 'value' in piece ? isolated(piece.value, language) : piece.text;
  };
  return said.map((pieces) => pieces.map(written).join('')).join('\n\n');
}

/** Between the signs that RFC 3986 (appendix C) has for it, so that no sentence's end becomes the address's. */
function namedAddress({ label, url }: LetterLink): string {
  return label === url ? url : `${label} <${url}>`;
}

/** Set in from the margin, so that no line of it can be taken for the mail's own. */
function noteText({ byline, body }: LetterNote): string {
  return [byline, ...body.split('\n').map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

function listText(label: string, items: readonly LetterLink[], said: Words): string {
  return [label, ...items.map((link) => `  ${said.labelled(link.label, link.url)}`)].join('\n');
}

function factText(fact: Fact, { language }: Letter, said: Words): string {
  const values = fact.lines.map((line) => (isAddress(line) ? line : isolated(line, language)));
  const lines = fact.link ? [...values, linkText(fact.link, said)] : values;
  const [only = ''] = lines;
  const label = (value: string) =>
    // A question keeps its own mark.
    /[?!:.…؟？！：]$/u.test(fact.label) ? `${fact.label} ${value}` : said.labelled(fact.label, value);
  return lines.length > 1 ? [label('').trimEnd(), ...lines.map((line) => `  ${line}`)].join('\n') : label(only);
}

function linkText(link: LetterLink, said: Words): string {
  const address = addressText(link.url);
  return address === link.label ? address : said.labelled(link.label, address);
}

/** Addresses keep their order by themselves, and programs that make links of them would take the isolate's end along. */
function isAddress(line: string): boolean {
  return /^(?:https?:\/\/|[^\s@]+@)[^\s]+$/i.test(line);
}

/** A mail address reads better without its scheme. */
function addressText(url: string): string {
  return url.startsWith('mailto:') ? decodeURIComponent(url.slice('mailto:'.length)) : url;
}
