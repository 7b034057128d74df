import { type Editable, type MailTexts, TEXT_PARTS, type TextMistake, type TextPart } from '../domain/own-text.ts';
import { isolated, type Language } from './languages.ts';
import type { Letter, Prose, ProsePiece } from './letter.ts';
import { sayText, TextFault, type Values } from './liquid.ts';
import { headerText } from './safe-text.ts';
import { type EditableMail, type ValueSource, valuesOf } from './template-values.ts';

/** What hosts have put in place of our texts. */
export interface OwnTexts {
  /** Of this mail in this language; null or absent: nothing. */
  texts?(template: Editable, language: Language): MailTexts | null;
  /** Is told where a mail could not be made of them, and is made of ours. */
  onMistake?(mistake: TextMistake & { readonly template: Editable; readonly language: Language }): void;
}

type Replaced = Pick<Letter, 'language' | 'subject' | 'lead' | 'next'>;

/** The letter with the host's texts where they have any. Where one of those fails, all of ours stay, since a mail that is owed goes out. */
export function inOwnWords<L extends Replaced>(letter: L, owed: EditableMail, sending: OwnTexts & ValueSource): L {
  const { language } = letter;
  const { template } = owed;
  const texts = sending.texts?.(template, language);
  if (!texts) return letter;
  const { said, mistakes } = sayTexts(texts, () => valuesOf(owed, sending), language);
  const [mistake] = mistakes;
  if (!mistake) return { ...letter, ...said };
  sending.onMistake?.({ ...mistake, template, language });
  return letter;
}

/** What a host's texts say with these values, and what went wrong with each that says nothing. */
export function sayTexts(
  texts: MailTexts,
  values: () => Values,
  language: Language,
): { readonly said: Partial<Omit<Replaced, 'language'>>; readonly mistakes: readonly TextMistake[] } {
  const said: { subject?: string; lead?: Prose; next?: Prose } = {};
  const mistakes: TextMistake[] = [];
  for (const part of TEXT_PARTS) {
    const source = texts[part];
    if (source === null) continue;
    try {
      const pieces = sayText(source, values());
      if (part === 'subject') said.subject = subjectOf(pieces, language);
      else if (part === 'opening') said.lead = filled(paragraphs(pieces));
      else said.next = paragraphs(pieces);
    } catch (error) {
      mistakes.push(mistakeOf(part, error));
    }
  }
  return { said, mistakes };
}

function mistakeOf(part: TextPart, error: unknown): TextMistake {
  const { line = 1, column = 1 } = error instanceof TextFault ? error : {};
  return { part, line, column, message: error instanceof Error ? error.message : String(error) };
}

function filled<T>(list: readonly T[]): readonly T[] {
  if (list.length === 0) throw new TextFault('says nothing');
  return list;
}

const MOST_IN_SUBJECT = 250;
const MOST_OF_VALUE = 80;

/** One line without anything that a header or the reader's direction could take amiss. */
function subjectOf(pieces: readonly ProsePiece[], language: Language): string {
  let subject = '';
  for (const piece of pieces) {
    if ('link' in piece) throw new TextFault('cannot hold a link');
    const room = MOST_IN_SUBJECT - subject.length;
    if (room <= 1) break;
    subject +=
      'value' in piece
        ? isolated(headerText(piece.value, Math.min(room, MOST_OF_VALUE)), language)
        : piece.text.replace(/[\n ]+/g, ' ').slice(0, room);
  }
  const line = subject.replaceAll('=?', '= ?').trim();
  if (line === '') throw new TextFault('says nothing');
  return line;
}

type Line = ProsePiece[];

/** Lines that have nothing but spaces between them and the next begin a new paragraph; what a tag leaves empty is such a line too. */
function paragraphs(pieces: readonly ProsePiece[]): readonly (readonly ProsePiece[])[] {
  const found: ProsePiece[][] = [];
  let isOpen = false;
  for (const line of linesOf(pieces)) {
    const last = found.at(-1);
    if (line.length === 0) isOpen = false;
    else if (last && isOpen) last.push({ text: '\n' }, ...line);
    else found.push(line);
    isOpen = line.length > 0;
  }
  return found.map(joined);
}

/** Each line's pieces, without the spaces at its ends; none of a line that says nothing. */
function linesOf(pieces: readonly ProsePiece[]): Line[] {
  const lines: Line[] = [[]];
  for (const piece of pieces) {
    if (!('text' in piece)) {
      lines.at(-1)?.push(piece);
      continue;
    }
    const [first = '', ...others] = piece.text.split('\n');
    lines.at(-1)?.push({ text: first });
    for (const text of others) lines.push([{ text }]);
  }
  return lines.map(trimmed);
}

function trimmed(line: Line): Line {
  const pieces = line.filter((piece) =>
    'text' in piece ? piece.text !== '' : !('value' in piece) || piece.value !== '',
  );
  if (pieces.every((piece) => 'text' in piece && piece.text.trim() === '')) return [];
  const ends = (piece: ProsePiece | undefined, trim: (text: string) => string) =>
    piece && 'text' in piece ? { text: trim(piece.text) } : piece;
  const [first, ...others] = pieces;
  const begun = [ends(first, (text) => text.trimStart()), ...others];
  const end = ends(begun.pop(), (text) => text.trimEnd());
  return [...begun, end].filter((piece) => piece !== undefined);
}

/** Texts that stand beside each other as one, so that an address in them is seen whole. */
function joined(pieces: readonly ProsePiece[]): readonly ProsePiece[] {
  const made: ProsePiece[] = [];
  for (const piece of pieces) {
    const last = made.at(-1);
    if ('text' in piece && last && 'text' in last) made[made.length - 1] = { text: last.text + piece.text };
    else made.push(piece);
  }
  return made;
}
