import { z } from 'zod';
import * as contract from './contract.ts';
import { hostOperations } from './host-operations.ts';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';
import { portalOperations } from './portal-operations.ts';
import { portalPushOperations } from './push-operations.ts';
import { signInOperations } from './sign-in-operations.ts';

/** Where work is asked for, with a challenge in the answer. */
const WORK = { name: 'Proof-Of-Work', description: 'The challenge and its solution, as JSON in base 64' };

/** Every documented route, in the order of the contract. */
export const operations: readonly Operation[] = [
  {
    method: 'get',
    path: '/api/types',
    summary: 'The listed meeting types',
    answers: { 200: { description: 'The types', schema: contract.meetingTypeList }, ...READ_PROBLEMS },
  },
  {
    method: 'get',
    path: '/api/types/{slug}',
    summary: 'One meeting type',
    answers: {
      200: { description: 'The type', schema: contract.meetingType },
      404: problem('Unknown, or switched off'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/api/types/{slug}/slots',
    summary: 'The bookable starts in [from, to), at most 62 days',
    query: contract.slotsQuery,
    headers: [{ name: 'If-None-Match', description: 'An earlier answer’s ETag; 304 where it still holds' }],
    answers: {
      200: { description: 'The starts, ascending; with an ETag', schema: contract.slots },
      304: { description: 'As the ETag says' },
      404: problem('Unknown, or switched off'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'post',
    path: '/api/types/{slug}/meetings',
    summary: 'Books a meeting',
    body: contract.bookingInput,
    headers: [{ name: 'Idempotency-Key', description: '1–255 visible ASCII characters; kept for 24 hours' }, WORK],
    answers: {
      201: { description: 'Booked', schema: contract.booked },
      400: problem('The body is no JSON, or the query or a header is wrong'),
      403: problem(
        'Pages of this origin may not book here, the hosts do not take this booking online, or work is to be done first (with a challenge)',
      ),
      404: problem('Unknown, or switched off'),
      409: problem(
        'The time is taken (with alternatives), the address has all the meetings ahead that it may have, or the first request with this key is under way',
      ),
      413: problem('More than 256 KiB'),
      415: problem('Not application/json in UTF-8'),
      422: problem(
        'A wrong field, a start that is not offered, a key used for another body, or the address is to be proved first (a wrong code has triesLeft)',
      ),
      429: problem('Too many requests, or too much mail to this mailbox'),
    },
  },
  {
    method: 'post',
    path: '/api/types/{slug}/verifications',
    summary: 'Mails a code that proves the address, where the type asks for it; 202 whosever it is',
    body: contract.verificationInput,
    headers: [WORK],
    answers: {
      202: { description: 'The same whosever address it is', schema: z.object({}) },
      400: problem('The body is no JSON, or the query is wrong'),
      403: problem('Pages of this origin may not book here, or work is to be done first (with a challenge)'),
      404: problem('Unknown, switched off, or the type asks for no code'),
      413: problem('More than 256 KiB'),
      415: problem('Not application/json in UTF-8'),
      422: problem('A wrong field'),
      429: problem('Too many requests, or too many codes to this mailbox'),
    },
  },
  ...portalOperations,
  ...signInOperations,
  ...portalPushOperations,
  ...hostOperations,
  {
    method: 'get',
    path: '/api/challenge',
    summary: 'Work to be done for a Proof-Of-Work, where one is asked for; ALTCHA’s protocol of version 2',
    answers: {
      200: { description: 'The challenge, for ten minutes and one use', schema: contract.challenge },
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'get',
    path: '/healthz',
    summary: 'The process lives',
    answers: { 200: { description: 'It does', schema: contract.health } },
  },
  {
    method: 'get',
    path: '/readyz',
    summary: 'The database answers',
    answers: { 200: { description: 'It does', schema: contract.readiness }, 503: problem('It does not') },
  },
];
