import { directionOf, type Language } from './languages.ts';
import { escapeHtml } from './safe-text.ts';

/** Letters of the scripts that are read from right to left. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * A name or another text that a sentence of ours takes in, so that neither turns the other's order (UAX #9): between U+2068 and U+2069 where the
 * sentence or the text is read from right to left, else as it is. Of typed text those signs were taken away before (`oneLine`), so ours
 * always come in pairs.
 */
export function isolated(text: string, language: Language): string {
  if (text === '') return text;
  return directionOf(language) === 'rtl' || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

/** Plain text as HTML, each isolate as the element that says the same: older mail programs show the signs themselves as boxes. */
export function isolatesAsTags(text: string): string {
  return escapeHtml(text).replaceAll('\u2068', '<bdi>').replaceAll('\u2069', '</bdi>');
}
