import { describe, expect, it } from 'vitest';
import { sampleClient, sampleGuest, sampleHost, sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import { type MailJob, mailJob, messageId } from './mail.ts';

const told = (...given: Parameters<typeof sampleMails>) =>
  sampleMails(...given).map((mail) => [mail.template, mail.recipient.email, mail.invitation]);

describe('owedMails', () => {
  it('invites everyone to what is agreed, one mail each', () => {
    expect(told(sampleMeeting(), 'booked')).toEqual([
      ['client_confirmed', 'ada@example.com', 'REQUEST'],
      ['host_booked', 'camille@rooms.example', 'REQUEST'],
      ['guest_invited', 'bob@example.net', 'REQUEST'],
    ]);
  });

  it('invites guests once a host has agreed, and tells those who were invited before that it stands', () => {
    const before = sampleMeeting({ status: 'scheduled' });
    const after = { ...before, status: 'confirmed', invited: true, sequence: 1 } as const;
    const guestOf = (given: typeof before) => told(after, 'confirmed', { before: given, by: 'host' })[2];
    expect(told(after, 'confirmed', { before, by: 'host' }).slice(0, 2)).toEqual([
      ['client_agreed', 'ada@example.com', 'REQUEST'],
      ['host_agreed', 'camille@rooms.example', 'REQUEST'],
    ]);
    expect(guestOf(before)?.[0]).toBe('guest_invited');
    expect(guestOf({ ...before, invited: true })?.[0]).toBe('guest_agreed');
  });

  it('tells everyone of a move, with the time before, and asks calendars anew where they hold the meeting', () => {
    const before = sampleMeeting();
    const after = { ...before, start: before.start + 60_000, end: before.end + 60_000, sequence: 1, revision: 2 };
    const mails = sampleMails(after, 'moved', { before, by: 'client' });
    expect(mails.map(({ template, invitation }) => [template, invitation])).toEqual([
      ['client_moved', 'REQUEST'],
      ['host_moved', 'REQUEST'],
      ['guest_moved', 'REQUEST'],
    ]);
    expect(mails.every(({ was }) => was?.start === before.start && was.end === before.end)).toBe(true);
    const awaiting = { ...after, status: 'scheduled' as const };
    expect(told(awaiting, 'moved', { before, by: 'client' })).toEqual([
      ['client_awaiting', 'ada@example.com', 'REQUEST'],
      ['host_awaiting', 'camille@rooms.example', 'REQUEST'],
      ['guest_moved', 'bob@example.net', 'REQUEST'],
    ]);
    const neverInvited = { before: { ...before, invited: false }, by: 'client' as const };
    expect(told({ ...awaiting, invited: false }, 'moved', neverInvited)).toEqual([
      ['client_awaiting', 'ada@example.com', null],
      ['host_awaiting', 'camille@rooms.example', null],
    ]);
  });

  it('invites a guest who was added, and takes back from one who was removed, under the same SEQUENCE', () => {
    const before = sampleMeeting();
    const eve = sampleGuest({ email: 'eve@example.net', name: 'eve@example.net' });
    const after = { ...before, participants: [sampleClient(), sampleHost(), eve], sequence: 1, revision: 2 };
    const mails = sampleMails(after, 'changed', { before, by: 'client' });
    expect(mails.map(({ template, recipient, invitation }) => [template, recipient.email, invitation])).toEqual([
      ['client_changed', 'ada@example.com', 'REQUEST'],
      ['host_changed', 'camille@rooms.example', 'REQUEST'],
      ['guest_invited', 'eve@example.net', 'REQUEST'],
      ['guest_removed', 'bob@example.net', 'CANCEL'],
    ]);
    expect(mails[0]?.details).toEqual(['guests']);
    expect(mails[3]?.meeting).toMatchObject({ sequence: 1, participants: before.participants });
  });

  it('tells the other side alone of what no invitation shows, and nobody of nothing', () => {
    const before = sampleMeeting();
    const answered = { ...before, answers: [], revision: 2 };
    expect(told(answered, 'changed', { before, by: 'client' })).toEqual([
      ['host_changed', 'camille@rooms.example', null],
    ]);
    expect(told(answered, 'changed', { before, by: 'host' })).toEqual([['client_changed', 'ada@example.com', null]]);
    expect(told({ ...before, reminderMinutes: [], revision: 2 }, 'changed', { before, by: 'client' })).toEqual([]);
  });

  it('tells of a refusal, and takes back what was sent before a move', () => {
    const before = sampleMeeting({ status: 'scheduled' });
    const after = { ...before, status: 'cancelled', sequence: 2 } as const;
    expect(told(after, 'declined', { before, by: 'host' })).toEqual([
      ['client_declined', 'ada@example.com', null],
      ['host_declined', 'camille@rooms.example', null],
    ]);
    const invited = { ...after, invited: true };
    expect(told(invited, 'declined', { before: { ...before, invited: true }, by: 'host' })[2]).toEqual([
      'guest_cancelled',
      'bob@example.net',
      'CANCEL',
    ]);
  });

  it('tells client and hosts, and no guest, of what awaits confirmation, with no invitation', () => {
    expect(told(sampleMeeting({ status: 'scheduled' }))).toEqual([
      ['client_awaiting', 'ada@example.com', null],
      ['host_awaiting', 'camille@rooms.example', null],
    ]);
  });

  it('takes back the invitations of those who had one', () => {
    const meeting = sampleMeeting({ status: 'cancelled' });
    expect(told(meeting, 'cancelled')).toEqual([
      ['client_cancelled', 'ada@example.com', 'CANCEL'],
      ['host_cancelled', 'camille@rooms.example', 'CANCEL'],
      ['guest_cancelled', 'bob@example.net', 'CANCEL'],
    ]);
    expect(told({ ...meeting, invited: false }, 'cancelled')).toEqual([
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
      ...sampleMails({ ...meeting, status: 'cancelled', sequence: 1, revision: 2 }, 'cancelled'),
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
