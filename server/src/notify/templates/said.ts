import type { Language } from '../languages.ts';
import { english } from './english.ts';
import { french } from './french.ts';
import type { Words } from './words.ts';

/** What mails say about meetings, in each language. */
export const SAID: Readonly<Record<Language, Words>> = { en: english, fr: french };
