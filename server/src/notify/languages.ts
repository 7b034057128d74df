/** The languages that mails are written in. */
export type Language = 'en' | 'fr';

/** The language to write to a reader in: theirs (a BCP 47 tag) if we have it, else English. */
export function languageOf(locale: string): Language {
  return /^fr(?:-|$)/i.test(locale) ? 'fr' : 'en';
}

/**
 * The tag to write dates by: the reader's own where it is of a language that we write, so that an American reads 2:00 PM; plain
 * English is British, whose dates need no comma and whose days have 24 hours.
 */
export function formatLocaleOf(locale: string): string {
  const fallback = languageOf(locale) === 'fr' ? 'fr-FR' : 'en-GB';
  if (!/^(?:fr|en)-./i.test(locale)) return fallback;
  try {
    const [known] = Intl.DateTimeFormat.supportedLocalesOf(locale);
    // Extensions could choose another calendar or other digits than the words around them.
    return known === undefined ? fallback : new Intl.Locale(known).baseName;
  } catch {
    return fallback;
  }
}
