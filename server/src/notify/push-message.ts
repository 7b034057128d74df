import type { OwedMail } from '../domain/mail.ts';
import { directionOf, languageOf } from './languages.ts';
import { meetingLetter } from './messages.ts';
import { oneLine } from './safe-text.ts';
import { SAID } from './templates/said.ts';
import { TEST_NOTICE } from './templates/test-notice.ts';

/** What a browser shows on its reader's screen: plain text, in one language. */
export interface PushNotice {
  readonly title: string;
  readonly body: string;
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

const MOST_TITLE = 120;
/** A message holds at most 4,096 bytes, encrypted (RFC 8030, section 7.2); and no screen shows more. */
const MOST_LEAD = 300;

/** What and when, then what happened and to which meeting: the words of the mail, in its reader's language and zone. */
export function pushNotice(owed: OwedMail, publicUrl: string): PushNotice {
  const { language, status, when, lead, title } = meetingLetter(owed, { portalUrl: null, publicUrl, mailFrom: '' });
  return {
    title: short(when ? SAID[language].labelled(status, when.brief) : status, MOST_TITLE),
    body: `${short(lead, MOST_LEAD)}\n${short(title, MOST_TITLE)}`,
    lang: language,
    dir: directionOf(language),
  };
}

/** What shows that notices come, to a reader of this BCP 47 tag. */
export function testNotice(locale: string): PushNotice {
  const language = languageOf(locale);
  return { ...TEST_NOTICE[language], lang: language, dir: directionOf(language) };
}

/** Cut only where it must be: that takes away the signs which keep a name in its direction. */
function short(text: string, most: number): string {
  return text.length <= most ? text : oneLine(text, most);
}
