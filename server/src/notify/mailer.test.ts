import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterEach, describe, expect, it } from 'vitest';
import { MailRefused } from '../domain/mail-refused.ts';
import { type Mail, type Mailer, readMailAddress, smtpMailer } from './mailer.ts';
import { composeMail } from './messages.ts';
import { sampleClient, sampleGuest, sampleHost, sampleMails, sampleMeeting } from './sample-meeting.ts';
import { type Refusal, scratchInbox } from './scratch-inbox.ts';

const FROM = { name: 'Three Rooms', address: 'booking@rooms.example' };
const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function post(refuse?: (recipient: string, tries: number) => Refusal | null) {
  const inbox = await scratchInbox(refuse);
  const mailer = smtpMailer({ url: inbox.url, from: FROM });
  open.push(inbox, mailer);
  return { inbox, mailer };
}

const sending = {
  portalUrl: 'https://booking.example.com/portal/ptk_1.secret',
  publicUrl: 'https://booking.example.com',
  mailFrom: FROM.address,
};
const mailsOf = (...given: Parameters<typeof sampleMails>): Mail[] =>
  sampleMails(...given).map((owed) => composeMail(owed, sending));

async function firstSent(mailer: Mailer, inbox: { mails: readonly unknown[] }, mail: Mail | undefined) {
  if (!mail) throw new Error('no mail');
  await mailer.send(mail);
  return inbox.mails.at(-1) as Awaited<ReturnType<typeof scratchInbox>>['mails'][number];
}

describe('smtpMailer', () => {
  it('sends text, HTML and the calendar part as alternatives of one another, and the invitation as a file', async () => {
    const { inbox, mailer } = await post();
    const [client] = mailsOf(sampleMeeting());
    const { from, to, raw, parsed } = await firstSent(mailer, inbox, client);
    expect([from, to]).toEqual(['booking@rooms.example', ['ada@example.com']]);
    expect(parsed.from?.value).toEqual([{ name: 'Three Rooms', address: 'booking@rooms.example' }]);
    expect(parsed.replyTo?.value).toEqual([{ name: 'Camille Martin', address: 'camille@rooms.example' }]);
    expect(parsed.messageId).toBe(client?.messageId);
    expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(parsed.text?.trim()).toBe(client?.text.trim());
    expect(parsed.html).toContain('Introduction');
    const alternative = raw.slice(raw.indexOf('multipart/alternative'));
    const order = ['text/plain', 'text/html', 'text/calendar; charset=utf-8; method=REQUEST', 'application/ics'];
    expect(order.map((type) => alternative.indexOf(`Content-Type: ${type}`))).toEqual(
      order.map((type) => alternative.indexOf(`Content-Type: ${type}`)).sort((a, b) => a - b),
    );
    expect(order.every((type) => alternative.includes(`Content-Type: ${type}`))).toBe(true);
    expect(parsed.attachments.map(({ filename }) => filename)).toContain('invite.ics');
  });

  it('carries a calendar part that two independent readers agree on, and whose attendees hold the recipient', async () => {
    const { inbox, mailer } = await post();
    const meeting = sampleMeeting();
    for (const mail of mailsOf(meeting)) {
      const { parsed, to } = await firstSent(mailer, inbox, mail);
      const parts = parsed.attachments.filter(({ contentType }) => /calendar|ics/.test(contentType));
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        const text = part.content.toString('utf8');
        expect(text).toBe(mail.invitation?.content);
        const event = new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent') ?? undefined);
        expect(event.uid).toBe(meeting.uid);
        expect(event.startDate.toJSDate().getTime()).toBe(meeting.start);
        const [again] = Object.values(nodeIcal.sync.parseICS(text)).filter((one) => one?.type === 'VEVENT');
        expect(again).toMatchObject({
          uid: meeting.uid,
          method: 'REQUEST',
          start: new Date(meeting.start),
          end: new Date(meeting.end),
        });
        expect(event.attendees.map((attendee) => attendee.getFirstValue())).toContain(`mailto:${to[0]}`);
      }
    }
  });

  it('writes to one mailbox whatever stands in a name or an address', async () => {
    const { inbox, mailer } = await post();
    const names = [
      'Eve" <eve@evil.example>, "',
      'a@evil.example, b@evil.example',
      'Eve\r\nBcc: eve@evil.example',
      'Eve\u2028Bcc: eve@evil.example',
      '=?utf-8?Q?=0D=0ABcc:_eve@evil.example?=',
      'group: eve@evil.example;',
      'שלום \u202eda\u202c 🦊 Ngũgĩ, the “2nd”',
      `${'Wolfeschlegel'.repeat(15)} III`,
    ];
    for (const name of names) {
      const meeting = sampleMeeting({
        participants: [sampleClient({ name }), sampleHost({ name }), sampleGuest({ name })],
        title: name,
      });
      for (const mail of mailsOf(meeting)) {
        const { to, parsed } = await firstSent(mailer, inbox, mail);
        expect(to).toEqual([mail.to.address]);
        const header = [parsed.to].flat().flatMap((one) => one?.value ?? []);
        expect(header.map(({ address }) => address)).toEqual([mail.to.address]);
        expect(parsed.replyTo?.value).toHaveLength(1);
        expect([parsed.bcc, parsed.cc]).toEqual([undefined, undefined]);
        expect(parsed.subject).not.toMatch(/[\r\n]/);
      }
    }
  });

  it('keeps two addresses in one field from becoming two recipients', async () => {
    const { inbox, mailer } = await post();
    const [mail] = mailsOf(sampleMeeting());
    if (!mail) throw new Error('no mail');
    const smuggled = [
      'a@x.example,b@y.example',
      'a@x.example b@y.example',
      'a@x.example>,<b@y.example',
      'a@x.example\r\nRCPT TO:<b@y.example>',
    ];
    for (const address of smuggled) {
      await expect(mailer.send({ ...mail, to: { name: '', address } })).rejects.toBeInstanceOf(MailRefused);
    }
    // Even where only the header could be read as two.
    await mailer.send({ ...mail, replyTo: { name: '', address: 'a@x.example,b@y.example' } });
    expect(inbox.mails.map(({ to }) => to)).toEqual([['ada@example.com']]);
  });

  it('tells a refusal for good from one for now, for the recipient and for the mail', async () => {
    const codes: Record<string, Refusal> = {
      'ada@example.com': { at: 'RCPT', code: 550 },
      'camille@rooms.example': { at: 'RCPT', code: 451 },
      'bob@example.net': { at: 'DATA', code: 554 },
    };
    const { mailer } = await post((address) => codes[address] ?? null);
    const outcomes = await Promise.all(
      mailsOf(sampleMeeting()).map((mail) =>
        mailer.send(mail).then(
          () => null,
          (error: unknown) => error instanceof MailRefused,
        ),
      ),
    );
    expect(outcomes).toEqual([true, false, true]);
  });

  it('does not give up a mail for what the operator can mend: the sender refused, or no sign-in', async () => {
    for (const refusal of [
      { at: 'MAIL', code: 550 },
      { at: 'MAIL', code: 530 },
      { at: 'RCPT', code: 530 },
    ] as const) {
      const { mailer } = await post(() => refusal);
      const [mail] = mailsOf(sampleMeeting());
      const error = await (mail ? mailer.send(mail) : null)?.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(MailRefused);
    }
  });

  it('takes a server that is not there, or that drops the line, for a passing trouble', async () => {
    const { inbox, mailer } = await post();
    const [mail] = mailsOf(sampleMeeting());
    if (!mail) throw new Error('no mail');
    await inbox.close();
    const error = await mailer.send(mail).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toBeInstanceOf(MailRefused);
  });

  it('gives up a mail whose time is up', async () => {
    const { mailer } = await post();
    const [mail] = mailsOf(sampleMeeting());
    if (!mail) throw new Error('no mail');
    await expect(mailer.send(mail, AbortSignal.abort(new Error('over')))).rejects.toThrow();
  });
});

describe('readMailAddress', () => {
  it('reads an address with or without a name', () => {
    expect(readMailAddress('booking@rooms.example')).toEqual({ name: '', address: 'booking@rooms.example' });
    expect(readMailAddress('"Three, Rooms" <booking@rooms.example>')).toEqual({
      name: 'Three, Rooms',
      address: 'booking@rooms.example',
    });
  });

  it.each(['', 'nobody', 'a@x.example, b@x.example', 'team: a@x.example;'])('refuses %j', (text) => {
    expect(() => readMailAddress(text)).toThrow('must be one address');
  });
});
