import { kit } from '../booker/kit.ts';
import type { AllPortalWords } from '../shared/locales/overrides.ts';
import { findLocale, formatTag } from '../shared/visitor-locale.ts';
import { createFormats, type Formats } from '../shared/zoned-format.ts';
import type { PortalHost } from './portal.ts';
import { wordsIn } from './portal-words.ts';

/** How an element speaks. */
export interface Speech {
  readonly words: AllPortalWords;
  /** The tag that `formats` are made of. */
  readonly formatTag: string;
  readonly formats: Formats;
}

/** Finds the language that applies where an element stands, its words and its way to write times; `hours` is the clock that was chosen. */
export async function speechOf(element: PortalHost, hours: string | undefined): Promise<Speech> {
  const locale = findLocale(element, element.locale);
  const { language } = locale;
  const first = await wordsIn(language);
  const more = await element.rest?.changeWordsIn(first.lang);
  const words = { ...more, ...first, ...element.strings?.[language] } as AllPortalWords;
  const tag = formatTag(words.lang, locale);
  // The attribute counts from Sunday, 0; ISO calls that 7.
  const weekStart = element.weekStart && (Number(element.weekStart) || 7);
  const formats = createFormats(tag, hours ?? keptHours() ?? element.hourCycle, weekStart || null);
  return { words, formatTag: tag, formats };
}

function keptHours(): string | null {
  try {
    return localStorage.getItem(kit.hoursKey);
  } catch {
    // A page may be refused its storage.
    return null;
  }
}
