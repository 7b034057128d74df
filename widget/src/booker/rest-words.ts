import type { Words } from '../shared/locales/en.ts';
import { enRest, type RestWords } from '../shared/locales/en-rest.ts';
import type { Choosing } from './chooser.ts';

/** The rest's words in one of our languages; English where they cannot be had. */
export const restWordsIn = (lang: string): Promise<RestWords> =>
  lang === 'fr'
    ? import('../shared/locales/fr-rest.ts').then(
        ({ frRest }) => frRest,
        () => enRest,
      )
    : Promise.resolve(enRest);

/** The element's words with the form's: whoever asks is of the form's file, and they came with it. */
export const restWords = ({ element }: Choosing): Words & RestWords => element.words as Words & RestWords;
