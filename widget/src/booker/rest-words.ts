import type { Words } from '../shared/locales/en.ts';
import type { RestWords } from '../shared/locales/en-rest.ts';
import type { Visit } from './visit.ts';

/** The element's words with the form's: whoever asks is of the form's file, and they came with it. */
export const restWords = ({ element }: Visit): Words & RestWords => element.words as Words & RestWords;
