import type { Words } from './en.ts';
import type { ChangeWords } from './en-changes.ts';
import type { MeetingWords } from './en-meeting.ts';
import type { PortalWords } from './en-portal.ts';
import type { RestWords } from './en-rest.ts';
import type { ZoneWords } from './en-zones.ts';

/**
 * A page's own words by language, each under the key that it replaces. A language that the booker does not speak is
 * spoken once its words name it: `{ de: { lang: 'de', back: 'Zurück', … } }`.
 */
export type WordsByLanguage = Readonly<Record<string, Partial<Words & RestWords & ZoneWords>>>;

/** Every word of the portal. */
export type AllPortalWords = Words & MeetingWords & PortalWords & ChangeWords;

/** The same for the portal. */
export type PortalWordsByLanguage = Readonly<Record<string, Partial<AllPortalWords & ZoneWords>>>;
