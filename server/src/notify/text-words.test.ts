import { describe, expect, it, test } from 'vitest';
import type { TextTemplate } from '../domain/text-message.ts';
import { LANGUAGES } from './languages.ts';
import { sampleClient, sampleHost, sampleMeeting } from './sample-meeting.ts';
import { inGsm, sizeOf } from './text-alphabet.ts';
import { cutAtWord, textWords } from './text-words.ts';

const STOP = 'https://booking.example.com/t/01kc2t3rp0abcdefghjkmnpqrsAbCdEfGhIjKlMnOp';
const TEMPLATES: readonly TextTemplate[] = ['client_reminder', 'client_moved', 'client_cancelled', 'client_declined'];

const TITLES: Record<string, string> = {
  ja: '新しいプロジェクトの進め方と予算についての打ち合わせおよび今後の予定に関するご相談',
  ar: 'اجتماع لمناقشة خطة المشروع الجديد والميزانية والمراحل القادمة مع فريق التصميم بالكامل',
};
const LONG = 'A first long conversation about the plans for the attic and everything that comes after it';

function text(template: TextTemplate, locale: string, title = 'Introduction', host = 'Camille Martin', url = STOP) {
  const meeting = sampleMeeting({
    title,
    locale,
    participants: [sampleClient({ locale, timeZone: 'Europe/Paris' }), sampleHost({ name: host })],
  });
  return textWords(template, meeting, url);
}

describe.each(LANGUAGES.flatMap((language) => TEMPLATES.map((template) => [language, template] as const)))(
  'in %s, %s',
  (language, template) => {
    const isGsm = language !== 'ja' && language !== 'ar';
    // An Arabic day alone is as long as an English text without its title.
    const most = { ja: 2, ar: 3 }[language as string] ?? 1;

    it('says when, what and with whom, and where to stop it, in as few messages as its letters allow', () => {
      const said = text(template, language);
      expect(sizeOf(said)).toMatchObject({ isGsm });
      expect(sizeOf(said).segments).toBeLessThanOrEqual(most);
      for (const words of ['Introduction', 'Camille', '24', STOP]) expect(said).toContain(words);
      expect(said).toMatch(/14|2:00/);
      expect(said).not.toMatch(/undefined|[\u2066-\u2069]/);
    });

    it('cuts a long title at a word', () => {
      const said = text(template, language, TITLES[language] ?? LONG);
      expect(sizeOf(said).segments).toBeLessThanOrEqual(most);
      expect(said).toContain(isGsm ? '...' : '…');
      expect(said).toContain('Camille');
      expect(said.endsWith(STOP)).toBe(true);
    });

    it('cuts long names too', () => {
      const said = text(
        template,
        language,
        TITLES[language] ?? LONG,
        'Maximiliane Alexandrine von Hohenfels zu Bergheim',
      );
      expect(sizeOf(said).segments).toBeLessThanOrEqual(most);
      expect(said.endsWith(STOP)).toBe(true);
    });
  },
);

test('reads as people text', () => {
  expect(text('client_reminder', 'en')).toBe(
    `Reminder: Tue 24 Nov, 14:00: Introduction with Camille Martin\nStop texts: ${STOP}`,
  );
  expect(text('client_moved', 'fr', 'Entretien à l’étage')).toBe(
    `Déplacé au mar. 24 nov. à 14:00 : Entretien à l'étage avec Camille Martin\nStop SMS : ${STOP}`.replace(
      '14:00',
      '14:00',
    ),
  );
  expect(text('client_reminder', 'ja')).toBe(
    `【リマインダー】11月24日(火) 14:00 Introduction（Camille Martin）\n配信停止: ${STOP}`,
  );
});

test('an address that is long itself takes another message, and the words keep their room', () => {
  const url = `https://${'rooms-and-more.'.repeat(6)}example/t/${'x'.repeat(48)}`;
  const said = text('client_reminder', 'en', LONG, 'Camille Martin', url);
  expect(sizeOf(said).segments).toBe(2);
  expect(said).toContain('A first long');
});

test.each([
  ['One two three', 13, 'One two three'],
  ['One two three', 12, 'One two…'],
  ['One two, three', 9, 'One two…'],
  ['Unbreakablewords', 8, 'Unbreak…'],
  ['👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 12, '👩‍👩‍👧‍👦…'],
])('%j in %i signs is %j', (whole, most, cut) => {
  expect(cutAtWord(whole, most)).toBe(cut);
});

test.each([
  ['Déjà vu à Köln – “ñandú”', 'Déjà vu à Köln - "ñandu"'],
  ['São João, ação, Łódź', null],
  ['ação', 'acao'],
  ['漢字', null],
])('%j in the GSM alphabet is %j', (whole, plain) => {
  expect(inGsm(whole)).toBe(plain);
});

test.each([
  ['a'.repeat(160), 1],
  ['a'.repeat(161), 2],
  [`${'a'.repeat(158)}€`, 1],
  [`${'a'.repeat(159)}€`, 2],
  ['あ'.repeat(70), 1],
  ['あ'.repeat(71), 2],
  ['あ'.repeat(135), 3],
])('%#: a text takes the room that the alphabet gives it', (whole, segments) => {
  expect(sizeOf(whole).segments).toBe(segments);
});
