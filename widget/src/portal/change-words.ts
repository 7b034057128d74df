import { type ChangeWords, enChanges } from '../shared/locales/en-changes.ts';

/** What is said while something is changed or written, in one of our languages; English where it cannot be had. */
export const changeWordsIn = (lang: string): Promise<ChangeWords> =>
  lang === 'fr'
    ? import('../shared/locales/fr-changes.ts').then(
        ({ frChanges }) => frChanges,
        () => enChanges,
      )
    : Promise.resolve(enChanges);
