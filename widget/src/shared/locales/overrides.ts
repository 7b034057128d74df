import type { Words } from './en.ts';
import type { RestWords } from './en-rest.ts';
import type { ZoneWords } from './en-zones.ts';

/**
 * A page's own words by language, each under the key that it replaces. A language that the booker does not speak is
 * spoken once its words name it: `{ de: { lang: 'de', back: 'Zurück', … } }`.
 */
export type WordsByLanguage = Readonly<Record<string, Partial<Words & RestWords & ZoneWords>>>;
