import { z } from 'zod';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';
import * as contract from './portal-contract.ts';

const root = '/api/portal/{token}';
const one = `${root}/meetings/{id}`;

const UNKNOWN = problem(
  'No such link or nothing there for it: unknown, expired, revoked or another’s, which the answer does not tell',
);
const READS = { 404: UNKNOWN, ...READ_PROBLEMS };

/** The clients' portal. */
export const portalOperations: readonly Operation[] = [
  {
    method: 'get',
    path: root,
    summary: 'Whom the link is for, and how far it reaches',
    answers: { 200: { description: 'The client (or guest) and the scope', schema: contract.portal }, ...READS },
  },
  {
    method: 'get',
    path: `${root}/meetings`,
    summary: 'The meetings that the link reaches, soonest first unless asked otherwise',
    query: contract.meetingsQuery,
    answers: { 200: { description: 'A page of them', schema: contract.portalMeetingList }, ...READS },
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
    method: 'get',
    path: `${one}/invite.ics`,
    summary: 'The meeting as iCalendar',
    answers: {
      200: { description: 'METHOD:REQUEST, or CANCEL', schema: z.string(), contentType: 'text/calendar' },
      ...READS,
    },
  },
];
