import { describe, expect, it, test } from 'vitest';
import { agendaItem } from '../domain/agenda.ts';
import { MAILED_DETAILS, type MailTemplate, type OwedMail } from '../domain/mail.ts';
import { composeAgendaMail } from './agenda-message.ts';
import { composeCodeMail } from './code-message.ts';
import { directionOf, LANGUAGES, languageOf, readableLocale } from './languages.ts';
import { composeLinkMail } from './link-message.ts';
import { composeMail } from './messages.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMeeting } from './sample-meeting.ts';
import { SAID } from './templates/said.ts';
import { timeWords } from './zoned-time.ts';

const sending = {
  portalUrl: 'https://booking.example.com/portal/ptk_01.5ec2e7',
  publicUrl: 'https://booking.example.com',
  mailFrom: 'booking@rooms.example',
};
const START = Date.parse('2026-11-24T13:00:00Z');

/** Every kind of mail, by the words that any language has for it: types see to it that none lacks one. */
const TEMPLATES: Readonly<Record<MailTemplate, true>> = {
  client_confirmed: true,
  client_awaiting: true,
  client_agreed: true,
  client_moved: true,
  client_changed: true,
  client_declined: true,
  client_cancelled: true,
  guest_invited: true,
  guest_agreed: true,
  guest_moved: true,
  guest_changed: true,
  guest_removed: true,
  guest_cancelled: true,
  host_booked: true,
  host_awaiting: true,
  host_agreed: true,
  host_moved: true,
  host_changed: true,
  host_declined: true,
  host_cancelled: true,
  client_notes: true,
  host_notes: true,
  host_guest_accepted: true,
  host_guest_declined: true,
  client_reminder: true,
  guest_reminder: true,
  host_reminder: true,
};

/** Names in four scripts, and every text by ourselves in none: what is English in the mail is then a word of ours that was left behind. */
const CLIENT = 'أحمد بن علي';
const HOST = 'Zoë Kowalczyk';
const TITLE = 'Projekt 東京';

function owed(template: MailTemplate, locale: string, by: 'client' | 'host' | 'system'): OwedMail {
  const isOff = /_(?:cancelled|declined|removed)$/.test(template);
  const isAwaited = template.endsWith('_awaiting');
  const meeting = sampleMeeting({
    title: TITLE,
    description: 'Δοκιμή',
    locale,
    type: { id: 'typ_1', slug: 'projekt', title: TITLE, locale: 'en' },
    status: isOff ? 'cancelled' : isAwaited ? 'scheduled' : 'confirmed',
    location: { kind: 'video' },
    cancellationReason: isOff ? 'Λόγος' : null,
    confirmBy: isAwaited ? START - 86_400_000 : null,
    answers: [{ key: 'a', label: 'Ερώτηση', value: true }],
    participants: [
      sampleClient({ name: CLIENT }),
      sampleHost({ name: HOST }),
      sampleHost({ name: '山田太郎', email: 'yamada@rooms.example', hostId: 'hst_2' }),
      sampleGuest(),
    ],
  });
  return {
    template,
    recipient: { name: '', email: 'r@example.net', timeZone: 'Europe/Paris', locale },
    messageId: '<1@b.example>',
    meeting,
    invitation: isAwaited || /_(?:notes|reminder)$/.test(template) ? null : isOff ? 'CANCEL' : 'REQUEST',
    by,
    clientPhone: '+33 6 12 34 56 78',
    ...(template.endsWith('_moved') || isAwaited ? { was: { start: START - 3_600_000, end: START } } : {}),
    ...(template.endsWith('_changed') ? { details: MAILED_DETAILS } : {}),
    ...(template.endsWith('_notes') ? { notes: [{ author: HOST, body: 'Ένα', sharedAt: START - 7_200_000 }] } : {}),
    ...(template.endsWith('_reminder') ? { toldAt: START - 3_600_000 } : {}),
    open: { canMove: true, canCancel: true, until: START - 3_600_000 },
  };
}

/** What a reader of the HTML part reads, where an isolate is an element. */
function visible(html: string): string {
  return html
    .slice(html.indexOf('<body'))
    .replaceAll('<bdi>', '\u2068')
    .replaceAll('</bdi>', '\u2069')
    .replace(/<[^>]*>/g, ' ');
}

/** How deep isolates stand within each other, line by line; throws where one is left open or closed twice. */
function expectBalanced(text: string): void {
  for (const line of text.split('\n')) {
    let depth = 0;
    for (const sign of line.replace(/[^\u2066-\u2069]/g, '')) {
      depth += sign === '\u2069' ? -1 : 1;
      expect(depth, line).toBeGreaterThanOrEqual(0);
    }
    expect(depth, line).toBe(0);
  }
}

/** Words of our English mails that no other language here has. */
const ENGLISH =
  /\b(?:the|your|you|with|this|meeting|booked|moved|cancelled|declined|confirmed|until|where|guests|time|add|call)\b/i;

const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '').replaceAll('\u00a0', ' ');
/** Without addresses, which are the same everywhere. */
const prose = (text: string) => text.replace(/\S*(?::\/\/|@|\.example\b)\S*/g, '').replace(/&#?\w+;/g, ' ');

const CASES = LANGUAGES.flatMap((language) =>
  (Object.keys(TEMPLATES) as MailTemplate[]).map((template) => [language, template] as const),
);

describe.each(CASES)('in %s, %s', (language, template) => {
  it.each(['client', 'host', 'system'] as const)(
    'says when, what and who, in its own words, changed by the %s',
    (by) => {
      const { subject, text, html } = composeMail(owed(template, language, by), sending);
      const { brief, date, time, zone } = timeWords(START, START + 1_800_000, 'Europe/Paris', language);
      const other = template.startsWith('host_') ? CLIENT : HOST;
      expect(bare(subject).toLowerCase()).toContain(bare(brief).toLowerCase());
      for (const words of [TITLE, other]) expect(bare(subject)).toContain(words);
      for (const part of [text, visible(html)]) {
        for (const words of [date, time, zone, TITLE, other]) expect(bare(part)).toContain(bare(words));
      }
      for (const part of [subject, text, visible(html)]) {
        expect(part).not.toMatch(/undefined|\[object|\bnull\b|NaN|\$\{/);
        if (language !== 'en') expect(prose(part)).not.toMatch(ENGLISH);
        expectBalanced(part);
      }
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(text).not.toMatch(/ {3}|\.\.|\(\)/);
      expect(html).toContain(`<html lang="${language}" dir="${directionOf(language)}">`);
      expect(html).not.toMatch(/<body[\s\S]*[\u2066-\u2069]/);
    },
  );
});

test('every language has statuses, labels and actions of its own', () => {
  for (const language of LANGUAGES) {
    const { labels, actions, details } = SAID[language];
    for (const words of [labels, actions, details]) {
      for (const text of Object.values(words)) expect(text.trim()).not.toBe('');
    }
  }
});

test('a name in a right-to-left mail can turn nothing around it, and an address can be followed', () => {
  const { subject, text, html } = composeMail(owed('client_cancelled', 'ar', 'host'), sending);
  expect(subject).toContain(`\u2068${TITLE}\u2069`);
  expect(text).toContain(`\u2068${HOST}\u2069`);
  expect(text).not.toMatch(/(?:https?:\S*|\S@\S*)[\u2068\u2069]/);
  expect(html).toMatch(/<table class="mb-sheet" dir="rtl"[^>]*text-align:right/);
  expect(html).not.toMatch(/padding-left:18px|text-align:left/);
});

test('a telephone number keeps the order of its figures', () => {
  const { text, html } = composeMail(owed('host_booked', 'ar', 'client'), sending);
  expect(text).toContain('\u2068+33 6 12 34 56 78\u2069');
  expect(html).toContain('<bdi>+33 6 12 34 56 78</bdi>');
});

test('Arabic counts notes by its own forms', () => {
  const note = { author: HOST, body: 'Ένα', sharedAt: START };
  const lead = (count: number) =>
    composeMail({ ...owed('client_notes', 'ar', 'host'), notes: Array(count).fill(note) }, sending).text.split('\n')[0];
  expect(lead(1)).toContain('ملاحظة جديدة');
  expect(lead(2)).toContain('ملاحظتان جديدتان');
  expect(lead(3)).toContain('ملاحظات جديدة');
  expect(lead(11)).toContain('ملاحظات جديدة');
});

test('the invitation says what it says itself in the language of its reader', () => {
  const ics = (locale: string) =>
    composeMail(owed('client_confirmed', locale, 'client'), { ...sending }).invitation?.content.replaceAll('\r\n ', '');
  expect(ics('de')).toContain(`${HOST} und 山田太郎`);
  expect(ics('ja')).toContain(`${TITLE}：`);
});

test.each([
  ['de-AT', 'fr', 'de', 'Bestätigt'],
  ['PT-br', 'fr', 'pt', 'Confirmada'],
  ['zh-Hant', 'it', 'it', 'Confermato'],
  ['zh', undefined, 'en', 'Confirmed'],
  ['', 'xx', 'en', 'Confirmed'],
])('a reader of %j, of a type in %s, is written to in %s', (locale, typeLocale, language, status) => {
  const mail = owed('client_agreed', locale, 'host');
  const { locale: _, ...type } = mail.meeting.type;
  const meeting = { ...mail.meeting, type: typeLocale === undefined ? type : { ...type, locale: typeLocale } };
  const { html, subject } = composeMail({ ...mail, meeting }, sending);
  expect(html).toContain(`<html lang="${language}"`);
  expect(subject).toContain(status);
  expect(languageOf(readableLocale(locale, typeLocale))).toBe(language);
});

test.each(LANGUAGES)('the mail with a link is whole in %s', (language) => {
  const { subject, text, html } = composeLinkMail(
    {
      template: 'client_link',
      recipient: { name: CLIENT, email: 'a@example.com', timeZone: 'Europe/Paris', locale: language },
      messageId: '<1@b.example>',
      portalTokenId: 'ptk_1',
      expiresAt: START,
    },
    sending,
  );
  for (const part of [subject, text, visible(html)]) {
    expect(bare(part)).toContain('booking.example.com');
    expect(part).not.toMatch(/undefined|\bnull\b/);
    if (language !== 'en') expect(prose(part)).not.toMatch(ENGLISH);
    expectBalanced(part);
  }
  expect(text).toMatch(/(?:2026|٢٠٢٦)/);
  expect(text).toMatch(/^https:\/\/booking\.example\.com\/portal\/ptk_01\.5ec2e7$/m);
});

test.each(LANGUAGES)('the mail with a code is whole in %s', (language) => {
  const { subject, text, html } = composeCodeMail(
    {
      template: 'client_code',
      recipient: { name: '', email: 'a@example.com', timeZone: 'UTC', locale: language },
      messageId: '<1@b.example>',
      proofId: 'prf_1',
      title: 'مقدمة',
    },
    { ...sending, code: '042917' },
  );
  for (const part of [subject, text, visible(html)]) {
    expect(part).toContain('042917');
    expect(bare(part)).toContain('booking.example.com');
    expect(part).not.toMatch(/undefined|\bnull\b/);
    if (language !== 'en') expect(prose(part)).not.toMatch(ENGLISH);
    expectBalanced(part);
  }
  expect(html).not.toContain('<a ');
});

test.each(LANGUAGES)('the agenda of a day is whole in %s', (language) => {
  const day = (count: number) =>
    composeAgendaMail(
      {
        template: 'host_agenda',
        recipient: { name: HOST, email: 'h@example.com', timeZone: 'Europe/Paris', locale: language },
        messageId: '<1@b.example>',
        date: '2026-11-24',
        until: START,
        meetings: Array(count).fill(agendaItem(owed('host_booked', language, 'client').meeting)),
      },
      sending,
    );
  const { subject, text, html } = day(1);
  const { date, time, zone } = timeWords(START, START + 1_800_000, 'Europe/Paris', language);
  expect(subject).toContain(date);
  for (const words of [time, zone]) expect(bare(text)).toContain(bare(words));
  for (const part of [subject, text, visible(html)]) {
    expect(part).not.toMatch(/undefined|\bnull\b/);
    if (language !== 'en') expect(prose(part)).not.toMatch(ENGLISH);
    expectBalanced(part);
  }
  const counts = [1, 2, 3, 11, 100].map((count) => day(count).subject);
  expect(new Set(counts).size).toBe(5);
});
