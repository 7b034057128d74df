import type { AnyOwedMail } from '../domain/mail.ts';
import { optionalKind } from '../domain/optional-mail.ts';
import type { Language } from './languages.ts';
import type { LetterLink } from './letter.ts';
import { OFF_WORDS } from './templates/off-words.ts';

/** The link that a mail ends with where its reader may do without its kind; it leads to a page in the mail's language. */
export function offLink(
  template: AnyOwedMail['template'],
  language: Language,
  { offUrl }: { readonly offUrl?: string | null | undefined },
): LetterLink | null {
  const kind = optionalKind(template);
  if (kind === null || !offUrl) return null;
  return { label: OFF_WORDS[language][kind].stop, url: `${offUrl}?lang=${language}` };
}
