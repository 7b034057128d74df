import type { Fact, Letter, LetterLink, LetterNote } from '../letter.ts';
import type { Words } from './words.ts';

/** The text part of a mail: what the HTML part says, in the same order. LF line ends. */
export function textPart(letter: Letter, said: Words): string {
  const { when, was } = letter;
  const blocks = [
    letter.lead,
    [
      letter.title,
      ...(when ? [when.date, `${when.time}, ${when.zone}`] : []),
      ...(was ? [`${was.label} ${was.when.date}, ${was.when.time}`] : []),
    ].join('\n'),
    ...letter.notes.map(noteText),
    letter.facts.map((fact) => factText(fact, said)).join('\n'),
    letter.button ? `${letter.button.label}\n${addressText(letter.button.url)}` : '',
    letter.next ?? '',
    letter.changes ? listText(letter.changes.label, letter.changes.items, said) : '',
    letter.links ? listText(said.labelled(letter.links.label, '').trimEnd(), letter.links.items, said) : '',
    // RFC 3676: what follows this line is a signature.
    `-- \n${letter.footer}`,
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

/** Set in from the margin, so that no line of it can be taken for the mail's own. */
function noteText({ byline, body }: LetterNote): string {
  return [byline, ...body.split('\n').map((line) => (line === '' ? '' : `  ${line}`))].join('\n');
}

function listText(label: string, items: readonly LetterLink[], said: Words): string {
  return [label, ...items.map((link) => `  ${said.labelled(link.label, link.url)}`)].join('\n');
}

function factText(fact: Fact, said: Words): string {
  const lines = fact.link ? [...fact.lines, linkText(fact.link, said)] : fact.lines;
  const [only = ''] = lines;
  const label = (value: string) =>
    // A question keeps its own mark.
    /[?!:.…]$/u.test(fact.label) ? `${fact.label} ${value}` : said.labelled(fact.label, value);
  return lines.length > 1 ? [label('').trimEnd(), ...lines.map((line) => `  ${line}`)].join('\n') : label(only);
}

function linkText(link: LetterLink, said: Words): string {
  const address = addressText(link.url);
  return address === link.label ? address : said.labelled(link.label, address);
}

/** A mail address reads better without its scheme. */
function addressText(url: string): string {
  return url.startsWith('mailto:') ? decodeURIComponent(url.slice('mailto:'.length)) : url;
}
