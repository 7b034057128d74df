import { describe, expect, it } from 'vitest';
import { sampleClient, sampleGuest, sampleHost, sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import { type MailJob, mailJob, messageId } from './mail.ts';

const told = (...given: Parameters<typeof sampleMails>) =>
  sampleMails(...given).map((mail) => [mail.template, mail.recipient.email, mail.invitation]);

describe('owedMails', () => {
  it('invites everyone to what is agreed, one mail each', () => {
    const expected = [
      ['client_confirmed', 'ada@example.com', 'REQUEST'],
      ['host_booked', 'camille@rooms.example', 'REQUEST'],
      ['guest_invited', 'bob@example.net', 'REQUEST'],
    ];
    expect(told(sampleMeeting(), 'booked')).toEqual(expected);
    expect(told(sampleMeeting(), 'confirmed')).toEqual(expected);
  });

  it('tells client and hosts, and no guest, of what awaits confirmation, with no invitation', () => {
    expect(told(sampleMeeting({ status: 'scheduled' }))).toEqual([
      ['client_awaiting', 'ada@example.com', null],
      ['host_awaiting', 'camille@rooms.example', null],
    ]);
  });

  it('takes back the invitations of those who had one', () => {
    const meeting = sampleMeeting({ status: 'cancelled' });
    expect(told(meeting, 'cancelled', { invited: true })).toEqual([
      ['client_cancelled', 'ada@example.com', 'CANCEL'],
      ['host_cancelled', 'camille@rooms.example', 'CANCEL'],
      ['guest_cancelled', 'bob@example.net', 'CANCEL'],
    ]);
    expect(told(meeting, 'cancelled', { invited: false })).toEqual([
      ['client_cancelled', 'ada@example.com', null],
      ['host_cancelled', 'camille@rooms.example', null],
    ]);
  });

  it('gives the portal to the client alone and the number to the hosts alone', () => {
    const mails = sampleMails(sampleMeeting(), 'booked', { portalTokenId: 'ptk_1', clientPhone: '+33 1' });
    expect(mails.map((mail) => [mail.portalTokenId, mail.clientPhone])).toEqual([
      ['ptk_1', undefined],
      [undefined, '+33 1'],
      [undefined, undefined],
    ]);
  });

  it('writes once to a guest whose address stands twice or is already on the meeting', () => {
    const participants = [
      sampleClient(),
      sampleHost(),
      sampleGuest(),
      sampleGuest({ email: 'BOB@example.net' }),
      sampleGuest({ email: 'Ada@example.com' }),
      sampleGuest({ email: 'camille@rooms.example' }),
    ];
    expect(told(sampleMeeting({ participants })).map(([, email]) => email)).toEqual([
      'ada@example.com',
      'camille@rooms.example',
      'bob@example.net',
    ]);
  });

  it('writes to guests in the zone and language of the client', () => {
    const [, , guest] = sampleMails(sampleMeeting());
    expect(guest?.recipient).toMatchObject({ timeZone: 'America/New_York', locale: 'en-US' });
  });
});

describe('mailJob', () => {
  it('has a key of its own for each mail, and one order for each meeting and recipient', () => {
    const meeting = sampleMeeting();
    const mails = [
      ...sampleMails(meeting),
      ...sampleMails({ ...meeting, status: 'cancelled', sequence: 1 }, 'cancelled', { invited: true }),
    ];
    const jobs = mails.map((mail) => mailJob(mail, 5));
    const keyOf = (job: MailJob) => `${job.orderKey} ${job.dedupeKey}`;
    expect(new Set(jobs.map(keyOf)).size).toBe(6);
    expect(new Set(jobs.map((job) => job.orderKey)).size).toBe(3);
    const again = sampleMails(meeting).map((mail) => keyOf(mailJob(mail, 9)));
    expect(again).toEqual(jobs.slice(0, 3).map(keyOf));
  });
});

describe('messageId', () => {
  it('is a bracketed token, whatever the hostname looks like', () => {
    const random = new Uint8Array(16).fill(10);
    expect(messageId(random, 'Booking.example.com')).toBe(`<${'0a'.repeat(16)}@booking.example.com>`);
    expect(messageId(random, 'ex ample>\r\nX: y')).toBe(`<${'0a'.repeat(16)}@localhost>`);
    expect(messageId(random, '[::1]')).toBe(`<${'0a'.repeat(16)}@localhost>`);
  });
});
