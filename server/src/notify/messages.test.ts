import { describe, expect, it } from 'vitest';
import type { MailedChange, MailOptions } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { composeMail } from './messages.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMails, sampleMeeting } from './sample-meeting.ts';

const TOKEN = 'ptk_01.5ec2e7';
const sending = {
  portalUrl: `https://booking.example.com/portal/${TOKEN}`,
  publicUrl: 'https://booking.example.com',
  mailFrom: 'booking@rooms.example',
};

function mails(change: Partial<Meeting> = {}, what: MailedChange = 'booked', options: Partial<MailOptions> = {}) {
  const owed = sampleMails(sampleMeeting(change), what, {
    portalTokenId: 'ptk_01',
    clientPhone: '+33 6 12 34 56 78',
    ...options,
  });
  const composed = owed.map((mail) =>
    composeMail(mail, { ...sending, portalUrl: mail.portalTokenId === undefined ? null : sending.portalUrl }),
  );
  const of = (template: string) => {
    const index = owed.findIndex((mail) => mail.template === template);
    const mail = composed[index];
    if (!mail) throw new Error(`no ${template}`);
    return mail;
  };
  return { of, all: composed };
}

/** What a reader of the HTML part reads. */
function visible(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: '\u00a0' };
  return html
    .slice(html.indexOf('<body'))
    .replace(/<[^>]*>/g, '')
    .replace(/&(#?\w+);/g, (_, name: string) => entities[name] ?? '');
}

const cancelled = (by: Meeting['cancelledBy'], reason: string | null = null): Partial<Meeting> => ({
  status: 'cancelled',
  sequence: 1,
  cancelledBy: by,
  cancelledAt: 0,
  cancellationReason: reason,
});

describe('composeMail', () => {
  it('begins its subject with when and what, in the zone and language of its reader', () => {
    const { of } = mails();
    expect(of('client_confirmed').subject).toBe('Tuesday, Nov 24, 8:00\u00a0AM: Introduction with Camille Martin');
    expect(of('host_booked').subject).toBe('Mardi 24 nov. à\u00a014\u00a0h\u00a0: Introduction avec Ada Lovelace');
    expect(of('guest_invited').subject).toBe(of('client_confirmed').subject);
  });

  it('says the time and its zone by city and offset in both parts', () => {
    const { of } = mails();
    for (const part of [of('client_confirmed').text, visible(of('client_confirmed').html)]) {
      for (const words of ['Tuesday, November 24, 2026', '8:00–8:30\u00a0AM', 'New York time (UTC−5)'])
        expect(part).toContain(words);
    }
    for (const part of [of('host_booked').text, visible(of('host_booked').html)]) {
      for (const words of ['Mardi 24 novembre 2026', '14:00–14:30', 'heure de Paris (UTC+1)'])
        expect(part).toContain(words);
    }
  });

  it('gives the portal to the client alone', () => {
    for (const [change, what] of [
      [{}, 'booked'],
      [{ status: 'scheduled' }, 'booked'],
    ] as const) {
      for (const mail of mails(change, what).all) {
        const whole = [mail.text, mail.html, mail.invitation?.content ?? ''];
        const isClients = mail.to.address === 'ada@example.com';
        expect(whole.map((part) => part.includes(TOKEN))).toEqual([isClients, isClients, false]);
      }
    }
  });

  it('tells hosts who comes and what was said, and guests neither answers nor what the site sent', () => {
    const { of } = mails();
    const told = [
      'ada@example.com',
      '+33 6 12 34 56 78',
      'The attic',
      'Oui',
      'utm_source = newsletter',
      'look at the plans',
    ];
    for (const part of [of('host_booked').text, visible(of('host_booked').html)]) {
      for (const words of told) expect(part).toContain(words);
    }
    for (const part of [of('guest_invited').text, visible(of('guest_invited').html)]) {
      for (const words of ['newsletter', '+33 6', 'talk about']) expect(part).not.toContain(words);
      expect(part).toContain('Ada Lovelace');
    }
    expect(of('client_confirmed').html).not.toContain('newsletter');
  });

  it('is answered by the host, and in the host’s case by the client', () => {
    const { of } = mails();
    expect(of('client_confirmed').replyTo.address).toBe('camille@rooms.example');
    expect(of('guest_invited').replyTo.address).toBe('camille@rooms.example');
    expect(of('host_booked').replyTo.address).toBe('ada@example.com');
  });

  it('says until when a time is held that still awaits confirmation, and invites nobody', () => {
    const { of, all } = mails({ status: 'scheduled', confirmBy: Date.parse('2026-11-22T09:30:00Z') });
    expect(of('client_awaiting').text).toContain('until Sunday, November 22, 4:30\u00a0AM');
    expect(of('host_awaiting').text).toContain('dimanche 22 novembre à\u00a010\u00a0h\u00a030');
    expect(all.map((mail) => mail.invitation)).toEqual([null, null]);
  });

  it('says who cancelled and why, and offers the client another time', () => {
    const { of } = mails(cancelled('host', 'The roof leaks.'), 'cancelled');
    const { text, subject, invitation } = of('client_cancelled');
    expect(subject).toMatch(/^Cancelled: Tuesday/);
    expect(text).toContain('Camille Martin cancelled this meeting.');
    expect(text).toContain('Reason: The roof leaks.');
    expect(text).toContain('https://booking.example.com/introduction');
    expect(text).not.toContain('meet.example.com');
    expect(invitation?.method).toBe('CANCEL');
    const lapsed = mails({ ...cancelled('system'), invited: false }, 'cancelled');
    expect(lapsed.of('client_cancelled').text).toContain('not confirmed in time');
    expect(lapsed.all.every((mail) => mail.invitation === null)).toBe(true);
  });

  it('is the same every time', () => {
    expect(mails()).toEqual(expect.objectContaining({ all: mails().all }));
  });

  it('makes a link of nothing but web, mail addresses', () => {
    for (const joinUrl of ['javascript:alert(1)', 'data:text/html,x', 'ftp://x.example/', '//x.example']) {
      for (const { html } of mails({ joinUrl }).all) {
        const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? '');
        expect(links.filter((url) => !/^(?:https:\/\/|mailto:)/.test(url))).toEqual([]);
      }
    }
  });
});

describe('composeMail, whatever people type', () => {
  const nasty = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' style='display:none",
    '</td></tr></table></style><style>*{display:none}',
    '<!-- ',
    '&lt;b&gt; &amp;',
    '\u202eבוקר\u202c \ud800 🦊 Ngũgĩ',
    'a\r\nBcc: eve@evil.example\r\n\r\nhello',
    '=?utf-8?B?PGI+?=',
    'x'.repeat(200),
  ];

  it.each(nasty)('keeps the tags that we wrote: %j', (text) => {
    const tags = (given: string) =>
      mails({
        title: given,
        description: given.replace(/[\r\n]+/g, ' '),
        location: { kind: 'in_person', label: given, address: given },
        joinUrl: `https://meet.example.com/${given}`,
        answers: [{ key: 'a', label: given, value: given.replace(/[\r\n]+/g, ' ') }],
        metadata: { [given]: given },
        participants: [sampleClient({ name: given }), sampleHost({ name: given }), sampleGuest({ name: given })],
      }).all.map(({ html }) => html.replace(/href="[^"]*"/g, 'href').match(/<[^>]*>/g));
    expect(tags(text)).toEqual(tags('plain'));
  });

  it.each(nasty)('keeps subjects and names on one line, and nothing in them to be decoded: %j', (text) => {
    const people = [sampleClient({ name: text }), sampleHost({ name: text }), sampleGuest({ name: text })];
    for (const mail of mails({ title: text, participants: people }).all) {
      for (const line of [mail.subject, mail.to.name, mail.replyTo.name]) {
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|=\?/u);
        expect(line.isWellFormed()).toBe(true);
        expect(line.length).toBeLessThan(320);
      }
    }
  });
});
