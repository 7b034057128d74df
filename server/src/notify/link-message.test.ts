import { expect, test } from 'vitest';
import type { OwedLinkMail } from '../domain/link-mail.ts';
import { composeLinkMail } from './link-message.ts';

const URL = 'https://book.example/portal/ptk_1.abc';
const owed = (locale: string): OwedLinkMail => ({
  template: 'client_link',
  recipient: { name: 'Ada <b>', email: 'ada@example.com', timeZone: 'Europe/Paris', locale },
  messageId: '<1@book.example>',
  portalTokenId: 'ptk_1',
  expiresAt: Date.parse('2027-02-20T13:00:00Z'),
});
const site = { portalUrl: URL, publicUrl: 'https://book.example', mailFrom: 'booking@book.example' };

test.each([
  ['en-GB', 'Your meetings at book.example', 'Open my meetings', 'Saturday 20 February 2027'],
  ['fr', 'Vos rendez-vous sur book.example', 'Ouvrir mes rendez-vous', 'samedi 20 février 2027'],
])('brings the link as one button and says until when it works (%s)', (locale, subject, button, until) => {
  const mail = composeLinkMail(owed(locale), site);
  expect(mail.subject).toBe(subject);
  expect(mail.to).toEqual({ name: 'Ada <b>', address: 'ada@example.com' });
  expect(mail.text).toContain(`${button}\n${URL}\n`);
  expect(mail.text).toContain(until);
  expect(mail.html.match(/href="[^"]*"/g)).toEqual([`href="${URL}"`]);
  expect(mail.html).toContain(until);
  expect(mail.invitation).toBeNull();
});

test('is refused for good where the link is gone', () => {
  expect(() => composeLinkMail(owed('en'), { ...site, portalUrl: null })).toThrow(
    expect.objectContaining({ isFinal: true }),
  );
});
