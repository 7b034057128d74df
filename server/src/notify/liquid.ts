import { type FilterImplOptions, Liquid, type Template, type Variable } from 'liquidjs';
import type { LetterLink, ProsePiece } from './letter.ts';
import { oneLine, visibleLines } from './safe-text.ts';

/** Something in a text that a host wrote is wrong; lines and columns from 1. */
export class TextFault extends Error {
  override readonly name = 'TextFault';
  readonly line: number;
  readonly column: number;

  constructor(message: string, line = 1, column = 1) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

/** Words of ours in the reader's language, a date for one: they stand in a text as if they were its own. */
export class Said {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** A link of ours; only such a one is ever made one. */
export class Link {
  readonly #link: LetterLink;

  constructor(link: LetterLink) {
    this.#link = link;
  }

  get link(): LetterLink {
    return this.#link;
  }

  toString(): string {
    return this.#link.url;
  }
}

/** What a text may name: plain strings are what people typed, and null is what there is not. */
export type Value = string | number | null | Said | Link | readonly Value[] | Values;
export interface Values {
  readonly [name: string]: Value;
}

const TAGS = ['assign', 'case', 'comment', 'for', 'if', 'unless'];
const FILTERS = ['append', 'default', 'downcase', 'first', 'join', 'last', 'prepend', 'size', 'truncate', 'upcase'];

/** A text is short, and what it may ask for too: what it repeats, filters and says in all. */
const MOST_TYPED = 8_000;
const MOST_MADE = 10_000;
const MOST_SAID = 20_000;
const MOST_MS = 500;
const MOST_VALUE = 500;

/*
 * What stands between these is a value or a link. Nobody can have typed them: they are taken away from the text before it is read, and from
 * each value before it is written.
 */
const VALUE = '\u2066';
const SAID = '\u2067';
const LINK = '\u2068';
const END = '\u2069';
const MARKED = /([\u2066-\u2068])([^\u2066-\u2069]*)\u2069/u;

/** Liquid with what a text may do and nothing else: it opens no file, calls no function, and cannot run for long. */
function closedEngine(): Liquid {
  const liquid = new Liquid({
    strictFilters: true,
    strictVariables: true,
    ownPropertyOnly: true,
    dynamicPartials: false,
    relativeReference: false,
    // In place of a file system: there is nothing in it.
    templates: {},
    parseLimit: MOST_TYPED,
    memoryLimit: MOST_MADE,
    renderLimit: MOST_MS,
    outputEscape: marked,
  });
  for (const name of Object.keys(liquid.tags)) if (!TAGS.includes(name)) delete liquid.tags[name];
  for (const name of Object.keys(liquid.filters)) if (!FILTERS.includes(name)) liquid.unregisterFilter(name);
  liquid.registerFilter('capitalize', capitalized);
  liquid.registerFilter('named', named);
  return liquid;
}

/** The first letter alone: what follows may be a name. */
const capitalized: FilterImplOptions = (value: unknown) => {
  if (value === null || value instanceof Link) return value;
  const text = String(value);
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return value instanceof Said ? new Said(begun) : begun;
};

/** `{{ links.portal | named: "your page" }}`: a link under words in place of its address. */
const named: FilterImplOptions = (value: unknown, label: unknown) => {
  if (value === null) return null;
  const text = oneLine(String(label ?? ''), MOST_VALUE);
  if (!(value instanceof Link) || text === '')
    throw new Error('"named" gives a link a name: links.portal | named: "your page"');
  return new Link({ label: text, url: value.link.url });
};

/** Whatever a text says by `{{ }}`, between marks that tell what it is. */
function marked(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Link) return `${LINK}${oneLine(value.link.label)} ${value.link.url}${END}`;
  if (value instanceof Said) return `${SAID}${oneLine(String(value))}${END}`;
  if (typeof value === 'string' || typeof value === 'number')
    return `${VALUE}${oneLine(String(value), MOST_VALUE)}${END}`;
  if (Array.isArray(value)) throw new Error('is a list: go through it by "for", or use "join"');
  throw new Error('is no text: name one of the values in it');
}

const engine = closedEngine();

/** What a text says with these values: in pieces, its line ends those of the pieces that are its own text. Throws TextFault. */
export function sayText(source: string, values: Values): ProsePiece[] {
  const said = faulty(() => String(engine.renderSync(parsed(source), values)));
  if (said.length > MOST_SAID) throw new TextFault(`comes out longer than ${MOST_SAID} characters`);
  const parts = said.split(MARKED);
  const pieces: ProsePiece[] = [];
  for (let i = 0; i < parts.length; i += 3) {
    const [text = '', mark = '', inner = ''] = parts.slice(i, i + 3);
    if (text !== '') pieces.push({ text });
    if (mark === LINK) pieces.push({ link: linkIn(inner) });
    else if (mark === SAID) pieces.push({ text: inner });
    else if (mark === VALUE) pieces.push({ value: inner });
  }
  return pieces;
}

/** No address has a space in it. */
function linkIn(inner: string): LetterLink {
  const space = inner.lastIndexOf(' ');
  return { label: inner.slice(0, space), url: inner.slice(space + 1) };
}

/**
 * What is wrong with a text whatever its values are: it cannot be read, or it names what is not among these, even where that is not
 * said with these values. Null: nothing.
 */
export function misread(source: string, values: Values): TextFault | null {
  try {
    const { globals, variables } = faulty(() => engine.analyzeSync(parsed(source)));
    const unknown = Object.values(globals)
      .flat()
      .filter((variable) => !isKnown(variable, values));
    const internal = Object.values(variables)
      .flat()
      .filter(({ segments }) => segments.some(isInternal));
    const [first] = [...unknown, ...internal].sort(inOrder);
    return first ? new TextFault(`${String(first)} is not known here`, first.location.row, first.location.col) : null;
  } catch (error) {
    if (error instanceof TextFault) return error;
    throw error;
  }
}

function inOrder({ location: a }: Variable, { location: b }: Variable): number {
  return a.row - b.row || a.col - b.col;
}

/** A path of names; of a list or a text its `size`, its `first` or its `last` too. */
function isKnown({ segments }: Variable, values: Values): boolean {
  let at: Value | undefined = values;
  for (const segment of segments) {
    if (typeof at === 'string' || Array.isArray(at)) return ['size', 'first', 'last'].includes(String(segment));
    if (typeof segment !== 'string' || !isGroup(at) || !Object.hasOwn(at, segment)) return false;
    at = at[segment];
  }
  return true;
}

function isGroup(value: Value | undefined): value is Values {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isInternal(segment: unknown): boolean {
  return typeof segment === 'string' && /^(?:__.*|constructor|prototype|valueOf|toString)$/.test(segment);
}

function parsed(source: string): Template[] {
  return engine.parse(visibleLines(source));
}

/** Runs the engine; whatever it throws becomes a TextFault that says where, as far as that is known. */
function faulty<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof TextFault) throw error;
    const { originalError, message, token } = error as Error & {
      originalError?: Error;
      token?: { getPosition(): number[] };
    };
    const [line = 1, column = 1] = token?.getPosition() ?? [];
    const plain = (originalError?.message ?? message).replace(/(?:, file:[^,]*)?, line:\d+, col:\d+$/, '');
    throw new TextFault(worded(plain), line, column);
  }
}

function worded(message: string): string {
  const [, name] = /^undefined variable: (.*)$/.exec(message) ?? [];
  if (name !== undefined) return `${name} is not known here`;
  return /limit exceeded$/.test(message)
    ? 'asks for too much: it repeats or makes more than a mail may'
    : oneLine(message, 300);
}
