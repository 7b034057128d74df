import { expect, test } from 'vitest';
import { LANGUAGES } from './languages.ts';
import { mailComposer } from './mail-composer.ts';

const compose = mailComposer({ publicUrl: 'https://booking.example.com', mailFrom: 'booking@rooms.example' });
const mailIn = (locale: string) =>
  compose(
    {
      template: 'host_texts_used_up',
      recipient: { name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', locale },
      messageId: '<1@booking.example.com>',
      cap: 500,
      until: Date.parse('2026-12-01T00:00:00Z'),
    },
    { portalUrl: null },
  );

test.each(LANGUAGES)('in %s it says how many there were, until when none go, and where that is set', (language) => {
  const { subject, text, html } = mailIn(language);
  expect(subject).toContain('500');
  for (const part of [text, html]) {
    expect(part).toMatch(/1:00|01:00|1\s*h/);
    for (const words of ['BOOKER_SMS_MONTHLY_CAP', 'booking.example.com']) expect(part).toContain(words);
    expect(part).not.toMatch(/undefined|\[object|\$\{/);
  }
});

test('it says the first instant of the next month of UTC by the reader’s clock', () => {
  expect(mailIn('en').text).toContain('No more texts are sent until Tuesday 1 December, 01:00.');
  expect(mailIn('fr').text).toContain('avant le mardi 1er décembre à\u00a01\u00a0h');
});
