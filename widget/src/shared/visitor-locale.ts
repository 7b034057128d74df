import { modernZone } from './zoned-format.ts';

/** The language that applies where the element stands: its own attribute, the nearest `lang` around, the visitor's. */
export function findLocale(element: Element, wanted: string | null | undefined): Intl.Locale {
  for (const tag of [wanted, nearestLang(element), ...navigator.languages]) {
    if (!tag) continue;
    try {
      return refine(new Intl.Locale(tag));
    } catch {
      // Pages write `lang="english"`: the next one speaks.
    }
  }
  return new Intl.Locale('en');
}

/** A page in plain `en` still lets the visitor's own `en-GB` decide how dates are written. */
function refine(locale: Intl.Locale): Intl.Locale {
  const own = locale.region ? null : navigator.languages.find((tag) => tag.startsWith(`${locale.language}-`));
  return own ? new Intl.Locale(own) : locale;
}

/** `lang` reaches through shadow roots, as it does for the browser itself. */
function nearestLang(element: Element): string | null {
  const found = element.closest('[lang]');
  if (found) return found.getAttribute('lang');
  const { host } = element.getRootNode() as ShadowRoot;
  return host && nearestLang(host);
}

/**
 * The tag to write dates by: the language of our words, so that no sentence mixes two, with the habits (clock, first
 * weekday, order) of the region that was asked for.
 */
export function formatTag(words: string, locale: Intl.Locale): string {
  const { language, region } = locale.maximize();
  if (language === words) return locale.toString();
  return region ? `${words}-${region}` : words;
}

/** The visitor's zone, as their system says, under its name of today. */
export const visitorZone = (): string => modernZone(Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC');
