import { z } from 'zod';
import { slots, slotsQuery } from './contract.ts';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';
import * as contract from './portal-contract.ts';

const root = '/api/portal/{token}';
const one = `${root}/meetings/{id}`;

const UNKNOWN = problem(
  'No such link or nothing there for it: unknown, expired, revoked or another’s, which the answer does not tell',
);
const NOT_ALLOWED = problem('This link does not allow it, or pages of this origin may not');
const READS = { 404: UNKNOWN, ...READ_PROBLEMS };
const WRITES = {
  ...READS,
  403: NOT_ALLOWED,
  413: problem('More than 256 KiB'),
  415: problem('Not application/json in UTF-8'),
  422: problem('A wrong field, or a key used for another body'),
};
const CHANGES = {
  409: problem('The time is taken (with alternatives), or the meeting cannot be changed so, so late or any more'),
  412: problem('The meeting is not the one that If-Match names any more'),
};
const IF_MATCH = { name: 'If-Match', description: 'The meeting’s ETag: nothing is changed where it is no longer so' };
const IDEMPOTENCY = { name: 'Idempotency-Key', description: '1–255 visible ASCII characters; kept for 24 hours' };

/** The clients' portal. */
export const portalOperations: readonly Operation[] = [
  {
    method: 'post',
    path: '/api/portal/link',
    summary: 'Sends a client the link to their meetings, by mail alone',
    body: contract.linkInput,
    answers: {
      202: { description: 'The same whether or not anybody is known by this address', schema: z.object({}) },
      400: READ_PROBLEMS[400],
      403: NOT_ALLOWED,
      413: WRITES[413],
      415: WRITES[415],
      422: problem('A wrong field'),
      429: problem('Too many requests from this address, or mails to this mailbox'),
    },
  },
  {
    method: 'get',
    path: root,
    summary: 'Whom the link is for, and how far it reaches',
    answers: { 200: { description: 'The client (or guest) and the scope', schema: contract.portal }, ...READS },
  },
  {
    method: 'put',
    path: root,
    summary:
      'Whether the client wants text messages about their meetings, and at which number; by a link to all of them',
    body: contract.portalChangeInput,
    answers: { 200: { description: 'As it stands now', schema: contract.portal }, ...WRITES },
  },
  {
    method: 'get',
    path: `${root}/meetings`,
    summary: 'The meetings that the link reaches, soonest first unless asked otherwise',
    query: contract.meetingsQuery,
    answers: { 200: { description: 'A page of them', schema: contract.portalMeetingList }, ...READS },
  },
  {
    method: 'post',
    path: `${root}/meetings`,
    summary: 'Books a meeting, as anybody may; the client is known',
    body: contract.portalBookingInput,
    headers: [IDEMPOTENCY],
    answers: {
      201: { description: 'Booked', schema: contract.portalBooked },
      ...WRITES,
      409: problem('The time is taken (with alternatives), or the first request with this key is under way'),
    },
  },
  {
    method: 'get',
    path: `${root}/feed.ics`,
    summary: 'A calendar to subscribe to, by a token of its own',
    headers: [{ name: 'If-None-Match', description: 'An earlier answer’s ETag; 304 where it still holds' }],
    answers: {
      200: { description: 'From 90 days ago on', schema: z.string(), contentType: 'text/calendar' },
      304: { description: 'As the ETag says' },
      ...READS,
    },
  },
  {
    method: 'get',
    path: one,
    summary: 'One meeting and its shared notes',
    query: contract.meetingQuery,
    answers: {
      200: { description: 'The meeting; its ETag names its revision', schema: contract.openMeeting },
      ...READS,
    },
  },
  {
    method: 'put',
    path: one,
    summary: 'Moves a meeting, changes what it says, or cancels it',
    body: contract.meetingChangeInput,
    headers: [IF_MATCH],
    answers: {
      200: { description: 'As it stands now, with its ETag', schema: contract.changedMeeting },
      ...WRITES,
      ...CHANGES,
      422: problem('A wrong field, or a start that is not offered'),
    },
  },
  {
    method: 'delete',
    path: one,
    summary: 'Cancels a meeting, which is kept as cancelled; once more changes nothing',
    headers: [IF_MATCH],
    answers: {
      200: { description: 'As it stands now, with its ETag', schema: contract.changedMeeting },
      ...READS,
      403: NOT_ALLOWED,
      ...CHANGES,
    },
  },
  {
    method: 'get',
    path: `${one}/slots`,
    summary: 'The starts that the meeting can be moved to in [from, to), at most 62 days',
    query: slotsQuery,
    answers: {
      200: { description: 'The starts, ascending', schema: slots },
      ...READS,
      403: NOT_ALLOWED,
      409: problem('The meeting cannot be moved, any more or so late'),
    },
  },
  {
    method: 'post',
    path: `${one}/response`,
    summary:
      'A guest’s answer to the invitation, by their own link; the hosts are told of it by mail a few minutes later',
    body: contract.guestResponseInput,
    answers: {
      200: { description: 'As it stands now', schema: contract.changedMeeting },
      ...WRITES,
      409: problem('The meeting is over or cancelled'),
      412: problem('The meeting has changed just now'),
    },
  },
  {
    method: 'get',
    path: `${one}/invite.ics`,
    summary: 'The meeting as iCalendar',
    answers: {
      200: { description: 'METHOD:REQUEST, or CANCEL', schema: z.string(), contentType: 'text/calendar' },
      ...READS,
    },
  },
  {
    method: 'get',
    path: `${one}/events`,
    summary: 'Tells of changes as they come (Server-Sent Events)',
    answers: {
      200: {
        description: 'An `event: state` at once and after each change, whose data is a MeetingState',
        schema: z.string(),
        contentType: 'text/event-stream',
      },
      ...READS,
      403: NOT_ALLOWED,
    },
  },
  {
    method: 'get',
    path: `${one}/notes`,
    summary: 'The shared notes, oldest first',
    answers: { 200: { description: 'All of them', schema: contract.noteList }, ...READS, 403: NOT_ALLOWED },
  },
  {
    method: 'post',
    path: `${one}/notes`,
    summary: 'Writes a note, shared at once',
    body: contract.noteInput,
    headers: [IDEMPOTENCY],
    answers: { 201: { description: 'Written', schema: contract.oneNote }, ...WRITES },
  },
  {
    method: 'put',
    path: `${one}/notes/{noteId}`,
    summary: 'Changes one’s own note; the earlier text is kept',
    body: contract.noteInput,
    answers: { 200: { description: 'As it reads now', schema: contract.oneNote }, ...WRITES },
  },
  {
    method: 'delete',
    path: `${one}/notes/{noteId}`,
    summary: 'Deletes one’s own note',
    answers: { 204: { description: 'It is gone' }, ...READS, 403: NOT_ALLOWED },
  },
];
