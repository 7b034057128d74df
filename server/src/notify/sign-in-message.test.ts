import { describe, expect, test } from 'vitest';
import type { OwedSignInMail } from '../domain/sign-in-mail.ts';
import { LANGUAGES } from './languages.ts';
import { composeSignInMail } from './sign-in-message.ts';

const URL = 'https://book.example/console/sign-in#sil_1.abc';
const owed = (locale: string, more: Partial<OwedSignInMail> = {}): OwedSignInMail => ({
  template: 'host_sign_in',
  recipient: { name: 'Claire <b>', email: 'claire@team.example', timeZone: 'Europe/Paris', locale },
  messageId: '<1@book.example>',
  signInLinkId: 'sil_1',
  expiresAt: Date.parse('2026-11-24T13:15:00Z'),
  invitedBy: null,
  ...more,
});
const site = { signInUrl: URL, publicUrl: 'https://book.example', mailFrom: 'booking@book.example' };
const bare = (text: string) => text.replace(/[\u2068\u2069]/g, '').replaceAll('\u00a0', ' ');

test.each([
  ['en-GB', 'Sign in at book.example', 'Go to sign in', 'until Tuesday 24 November, 14:15'],
  ['fr', 'Connexion à book.example', 'Me connecter', 'jusqu’au mardi 24 novembre à 14 h 15'],
])('brings the link as one button and says until when it works (%s)', (locale, subject, button, until) => {
  const mail = composeSignInMail(owed(locale), site);
  expect(mail.subject).toBe(subject);
  expect(mail.to).toEqual({ name: 'Claire <b>', address: 'claire@team.example' });
  expect(mail.text).toContain(`${button}\n${URL}\n`);
  expect(bare(mail.text)).toContain(until);
  expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${URL}"`]);
  expect(mail.invitation).toBeNull();
});

test('an invitation says who invites, and the day until which it works', () => {
  const invited = { template: 'host_invitation', invitedBy: 'Zoë\n<Boss>' } as const;
  const { subject, text, html } = composeSignInMail(owed('en', invited), site);
  expect(subject).toBe('Your invitation to the team at book.example');
  expect(text).toContain('Zoë <Boss> invites you');
  expect(html).toContain('Zoë &lt;Boss&gt; invites you');
  expect(text).toContain('until Tuesday 24 November 2026');
});

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(['host_sign_in', 'host_invitation'] as const)('%s speaks its own language, whoever invites', (template) => {
    for (const invitedBy of [null, 'أحمد']) {
      const { subject, text, html } = composeSignInMail(owed(language, { template, invitedBy }), site);
      for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|\bnull\b|\$\{|\(\)/);
      expect(bare(subject)).toContain('book.example');
      expect(text).toContain(URL);
      if (template === 'host_invitation' && invitedBy) expect(text).toContain('\u2068أحمد\u2069');
      if (language !== 'en') expect(text.replace(URL, '')).not.toMatch(/\b(?:the|you|sign|works|until)\b/i);
      expect(html).toContain(`<html lang="${language}"`);
    }
  });
});

test('is refused for good where the link is gone', () => {
  expect(() => composeSignInMail(owed('en'), { ...site, signInUrl: null })).toThrow(
    expect.objectContaining({ isFinal: true }),
  );
});
