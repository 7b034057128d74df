/*
 * What people typed, made fit to stand in a mail or a calendar. Nothing is refused here: a value that got as far as a meeting must
 * still be told, but it can neither end a line, nor open a tag, nor turn the text around it.
 */

/** Line ends of every kind, including those that only some readers take for one. */
const LINE_ENDS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/gu;
/** Controls, and the marks that reorder, isolate or hide text: a name must not rewrite the line that it stands on. */
const HIDDEN = /[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
const HIDDEN_BUT_LINE_FEED = /(?!\n)[\p{Cc}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

/** One line without control characters, trimmed, runs of spaces made one; cut to `max` characters with an ellipsis. */
export function oneLine(text: string, max = Number.POSITIVE_INFINITY): string {
  const line = text
    .toWellFormed()
    .replace(LINE_ENDS, ' ')
    .replace(/\t/g, ' ')
    .replace(HIDDEN, '')
    .replace(/ {2,}/g, ' ');
  return clip(line.trim(), max);
}

/** Several lines, ended by LF, without other control characters, trimmed. */
export function manyLines(text: string): string {
  return visibleLines(text).trim();
}

/** The same, each line where it was. */
export function visibleLines(text: string): string {
  return text.toWellFormed().replace(LINE_ENDS, '\n').replace(/\t/g, ' ').replace(HIDDEN_BUT_LINE_FEED, '');
}

/**
 * One line fit for a mail header: besides, nothing in it can be taken for an encoded word (RFC 2047), which readers would
 * decode into something else.
 */
export function headerText(text: string, max?: number): string {
  return oneLine(text, max).replaceAll('=?', '= ?');
}

/** Text for between HTML tags or inside a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/** Plain text as HTML, each isolate as the element that says the same: older mail programs show the signs themselves as boxes. */
export function isolatesAsTags(text: string): string {
  return escapeHtml(text).replaceAll('\u2068', '<bdi>').replaceAll('\u2069', '</bdi>');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    if (kept.length + segment.length > max - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}
