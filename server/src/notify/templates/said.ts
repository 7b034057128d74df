import type { Language } from '../languages.ts';
import { arabic } from './arabic.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import { german } from './german.ts';
import { italian } from './italian.ts';
import { japanese } from './japanese.ts';
import { portuguese } from './portuguese.ts';
import { spanish } from './spanish.ts';
import type { Words } from './words.ts';

/** What mails say about meetings, in each language. */
export const SAID: Readonly<Record<Language, Words>> = {
  en: english,
  fr: french,
  es: spanish,
  de: german,
  it: italian,
  pt: portuguese,
  ja: japanese,
  ar: arabic,
};
