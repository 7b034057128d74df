import { expect, test } from 'vitest';
import type { OwedWebhookMail } from '../domain/webhook-mail.ts';
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
const mailOf = (more: Partial<OwedWebhookMail>) => compose({ ...OWED, ...more }, null);

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

test('it is in French for a French reader, and in English for any other whose language it has not', () => {
  const french = mailOf({ recipient: { ...OWED.recipient, locale: 'fr' } });
  expect(french.subject).toBe('Webhook désactivé\u00a0: hooks.example:8443');
  expect(french.text).toContain('Pendant trois jours');
  expect(french.html).toContain('<html lang="fr"');
  expect(mailOf({ recipient: { ...OWED.recipient, locale: 'nl' } }).text).toContain('For three days');
});

test('a name and a hostname that would write more than one line stay on one', () => {
  const mail = mailOf({ webhook: { hostname: 'a\r\nBcc: x@y.example', description: '' } });
  expect(mail.subject).not.toMatch(/[\r\n]/);
});
