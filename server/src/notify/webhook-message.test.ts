import { expect, test } from 'vitest';
import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
import { LANGUAGES } from './languages.ts';
import { mailComposer } from './mail-composer.ts';

const OWED: OwedWebhookMail = {
  template: 'host_webhook_off',
  recipient: { name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', locale: 'en' },
  messageId: '<1@book.example>',
  webhook: { hostname: 'hooks.example:8443', description: 'CRM <b>' },
  reason: 'failing',
  error: 'The receiver answered 500.',
  at: Date.parse('2026-11-05T07:00:00Z'),
};

const compose = mailComposer({ publicUrl: 'https://book.example', mailFrom: 'booking@rooms.example' });
const mailOf = (more: Partial<OwedWebhookMail>) => compose({ ...OWED, ...more }, { portalUrl: null });

test('the mail says which webhook was switched off, when and why, and what is to be done', () => {
  const mail = mailOf({});
  expect(mail.subject).toBe('Webhook switched off: hooks.example:8443');
  expect(mail).toMatchObject({ to: { name: 'Claire', address: 'claire@team.example' }, invitation: null });
  for (const said of ['For three days', 'CRM <b>', 'Thursday 5 November', '08:00', 'The receiver answered 500.']) {
    expect(mail.text).toContain(said);
  }
  expect(mail.html).toContain('CRM &lt;b&gt;');
  expect(mail.html).not.toContain('<b>');
  expect(mailOf({ reason: 'gone' }).text).toContain('gone for good (410)');
});

const STATUS = {
  en: 'Switched off',
  fr: 'Désactivé',
  es: 'Desactivado',
  de: 'Abgeschaltet',
  it: 'Disattivato',
  pt: 'Desativado',
  ja: '停止',
  ar: 'موقوف',
};

test.each(LANGUAGES)('a reader of %s is told in that language alone, with dates as it writes them', (locale) => {
  const mail = mailOf({
    recipient: { ...OWED.recipient, locale },
    webhook: { hostname: 'hooks.example', description: '' },
    error: '500',
  });
  expect(mail.html).toContain(`<html lang="${locale}"`);
  expect(mail.html).toContain(STATUS[locale]);
  const english = /\b(?:the|webhook to|switched|nothing|Thursday|November|last)\b/i;
  if (locale !== 'en')
    expect(`${mail.subject}\n${mail.text}`).not.toMatch(locale === 'de' ? /\b(?:the|nothing)\b/i : english);
  if (locale === 'ar') expect(mail.subject).toContain('\u2068hooks.example\u2069');
});

test('whose language we do not write reads English', () => {
  expect(mailOf({ recipient: { ...OWED.recipient, locale: 'nl' } }).text).toContain('For three days');
});

test('a name and a hostname that would write more than one line stay on one', () => {
  const mail = mailOf({ webhook: { hostname: 'a\r\nBcc: x@y.example', description: '' } });
  expect(mail.subject).not.toMatch(/[\r\n]/);
});
