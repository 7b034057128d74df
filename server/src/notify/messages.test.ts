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

describe('composeMail, after a change', () => {
  const before = sampleMeeting();
  const HOUR = 3_600_000;
  const later = { start: before.start + 24 * HOUR, end: before.end + 24 * HOUR, sequence: 1, revision: 2 };
  const until = before.start - 4 * HOUR;
  const open = { canMove: true, canCancel: true, until };

  it('says the new time large and the old one struck, in both parts', () => {
    const { of } = mails(later, 'moved', { before, by: 'host' });
    const { subject, text, html } = of('client_moved');
    expect(subject).toBe('Moved to Wednesday, Nov 25, 8:00\u00a0AM: Introduction with Camille Martin');
    expect(text).toContain('Camille Martin moved your meeting to another time.');
    expect(text).toContain('Was: Tuesday, November 24, 2026, 8:00–8:30\u00a0AM');
    expect(html).toContain(
      'Was: <s>Tuesday, November 24, 2026, <span style="white-space:nowrap">8:00–8:30\u00a0AM</span></s>',
    );
    const french = of('host_moved');
    expect(french.subject).toBe('Déplacé au mercredi 25 nov. à\u00a014\u00a0h\u00a0: Introduction avec Ada Lovelace');
    expect(french.text).toContain('Auparavant\u00a0: Mardi 24 novembre 2026, 14:00–14:30');
    expect(mails({}, 'booked').of('client_confirmed').html).not.toContain('<s>');
  });

  it('gives the client alone two quiet links, as long as each is open, and says until when', () => {
    const { of, all } = mails({}, 'booked', { open });
    for (const part of [of('client_confirmed').text, of('client_confirmed').html]) {
      for (const fragment of ['#move', '#cancel']) expect(part).toContain(`/portal/${TOKEN}${fragment}`);
      expect(part).toContain('Until Tuesday, November 24, 4:00\u00a0AM');
      expect(part).not.toContain('reply to this mail');
    }
    const others = all.filter(({ to }) => to.address !== 'ada@example.com');
    for (const { text, html } of others) expect(text + html).not.toMatch(/#move|#cancel/);
    const stuck = mails({}, 'booked', { open: { ...open, canMove: false } }).of('client_confirmed').text;
    expect([stuck.includes('#move'), stuck.includes('#cancel')]).toEqual([false, true]);
    const shut = mails({}, 'booked', { open: { canMove: false, canCancel: false, until } }).of('client_confirmed').text;
    expect(shut).not.toContain('Other plans');
  });

  it('names what was changed', () => {
    const changed = { location: { kind: 'phone' } as const, joinUrl: null, description: '', sequence: 1, revision: 2 };
    const { of } = mails(changed, 'changed', { before, by: 'client' });
    expect(of('client_changed').text).toContain(
      'You changed the place and the message of your meeting with Camille Martin.',
    );
    expect(of('host_changed').text).toContain(
      'Ce rendez-vous a été modifié par Ada Lovelace\u00a0: le lieu et le message.',
    );
    expect(of('guest_changed').text).toContain('Ada Lovelace changed the place and the message of the meeting.');
  });

  it('tells a refusal with the host’s reason, and offers another time', () => {
    const { of } = mails({ ...cancelled('host', 'Away that week.'), invited: false }, 'declined', {
      before: sampleMeeting({ status: 'scheduled' }),
      by: 'host',
    });
    const { subject, text } = of('client_declined');
    expect(subject).toMatch(/^Declined: Tuesday/);
    for (const words of ['Camille Martin declined this time', 'Reason: Away that week.', '/introduction']) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('meet.example.com');
  });

  it('has a button to the guest’s own page in a guest’s mail, and none once they are not invited', () => {
    const [, , owed] = sampleMails(sampleMeeting());
    const portalUrl = 'https://booking.example.com/portal/gst_01.abc';
    if (owed?.template !== 'guest_invited') throw new Error('no guest');
    const mail = composeMail(owed, { ...sending, portalUrl });
    expect(mail.text).toContain(`See the meeting\n${portalUrl}`);
    expect(mail.text).toContain('Join the call: https://meet.example.com/room-7f3a9c');
    const after = { participants: [sampleClient(), sampleHost()], sequence: 1, revision: 2 };
    const removed = mails(after, 'changed', { before, by: 'client' }).of('guest_removed');
    expect(removed.text).toContain('You are no longer expected at the meeting of Ada Lovelace with Camille Martin.');
    expect(removed.text).not.toContain('meet.example.com/room');
  });

  it.each(['en', 'fr'])('says everything of every kind of mail in %s', (locale) => {
    const people = [sampleClient({ locale }), sampleHost({ locale }), sampleGuest({ locale })];
    const stories: [Partial<Meeting>, MailedChange, Partial<Meeting>, 'client' | 'host' | 'system'][] = [
      [{}, 'confirmed', { status: 'scheduled' }, 'host'],
      [later, 'moved', {}, 'client'],
      [later, 'moved', {}, 'host'],
      [{ ...later, status: 'scheduled', invited: true, confirmBy: until }, 'moved', {}, 'client'],
      [{ title: 'Plans', sequence: 1 }, 'changed', {}, 'host'],
      [{ participants: people.slice(0, 2), sequence: 1 }, 'changed', {}, 'client'],
      [{ ...cancelled('host', 'Away.'), invited: true }, 'declined', { status: 'scheduled', invited: true }, 'host'],
      [cancelled('system'), 'cancelled', { status: 'scheduled', invited: true }, 'system'],
      [cancelled('client'), 'cancelled', {}, 'client'],
    ];
    for (const [change, what, was, by] of stories) {
      const of = { participants: people };
      const earlier = sampleMeeting({ ...of, ...was });
      const { all } = mails({ ...of, sequence: 1, ...change }, what, { before: earlier, by, open });
      expect(all.length).toBeGreaterThan(1);
      for (const { subject, text, html } of all) {
        expect(html).toContain(`lang="${locale}"`);
        expect(subject + text + html).not.toMatch(/undefined|null|\[object|NaN/);
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
      }).all.map(({ html }) =>
        html
          .replace(/href="[^"]*"/g, 'href')
          .replace(/<\/?bdi>/g, '')
          .match(/<[^>]*>/g),
      );
    expect(tags(text)).toEqual(tags('plain'));
  });

  it.each(nasty)('keeps subjects and names on one line, and nothing in them to be decoded: %j', (text) => {
    const people = [sampleClient({ name: text }), sampleHost({ name: text }), sampleGuest({ name: text })];
    for (const mail of mails({ title: text, participants: people }).all) {
      // Our own isolates stand in pairs around what is read from right to left.
      const subject = mail.subject.replace(/\u2068([^\u2068\u2069]*)\u2069/g, '$1');
      for (const line of [subject, mail.to.name, mail.replyTo.name]) {
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]|=\?/u);
        expect(line.isWellFormed()).toBe(true);
        expect(line.length).toBeLessThan(320);
      }
    }
  });
});
