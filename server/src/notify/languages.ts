/** The languages that mails are written in, by their BCP 47 subtags. */
export const LANGUAGES = ['en', 'fr', 'es', 'de', 'it', 'pt', 'ja', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The language to write to a reader in: theirs (a BCP 47 tag) if we have it, else English. */
export function languageOf(locale: string): Language {
  return written(locale) ?? 'en';
}

/** The first of these tags whose language we write: the reader's own, then what their host writes in; else English. */
export function readableLocale(...locales: readonly (string | undefined)[]): string {
  return locales.find((locale) => locale !== undefined && written(locale) !== undefined) ?? 'en';
}

function written(locale: string): Language | undefined {
  const [subtag] = locale.toLowerCase().split('-');
  return LANGUAGES.find((language) => language === subtag);
}

/** What a language without a region is taken for: plain English is British, whose dates need no comma and whose days have 24 hours. */
const PLAIN: Readonly<Record<Language, string>> = {
  en: 'en-GB',
  fr: 'fr-FR',
  es: 'es-ES',
  de: 'de-DE',
  it: 'it-IT',
  pt: 'pt-BR',
  ja: 'ja-JP',
  ar: 'ar',
};

/** The tag to write dates by: the reader's own where it is of a language that we write, so that an American reads 2:00 PM. */
export function formatLocaleOf(locale: string): string {
  const fallback = PLAIN[languageOf(locale)];
  if (written(locale) === undefined || !locale.includes('-')) return fallback;
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    // Extensions could choose another calendar or other digits than the words around them.
    return known === undefined ? fallback : new Intl.Locale(known).baseName;
  } catch {
    return fallback;
  }
}

/** Which way a language is read. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

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
