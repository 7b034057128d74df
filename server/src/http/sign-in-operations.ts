import { z } from 'zod';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';
import * as contract from './sign-in-contract.ts';

const root = '/api/host/sign-in';

const BODY_PROBLEMS = {
  400: READ_PROBLEMS[400],
  403: problem('A page of another site asks'),
  413: problem('More than 256 KiB'),
  415: problem('Not application/json in UTF-8'),
  422: problem('A wrong field'),
};

/** Signing in with a browser; none of it takes an API key. */
export const signInOperations: readonly Operation[] = [
  {
    method: 'post',
    path: `${root}/link`,
    summary: 'Sends a host a link to sign in by, by mail alone',
    body: contract.signInLinkInput,
    answers: {
      202: { description: 'The same whether or not anybody is a host by this address', schema: z.object({}) },
      ...BODY_PROBLEMS,
      429: problem('Too many requests from this address, or mails to this mailbox'),
    },
  },
  {
    method: 'post',
    path: root,
    summary: 'Signs in by the token of a link, once; sets the cookie',
    body: contract.signInInput,
    answers: {
      200: { description: 'Who is signed in', schema: contract.signedIn },
      401: problem('The link is unknown, wrong, used or has expired, which the answer does not tell'),
      ...BODY_PROBLEMS,
      429: READ_PROBLEMS[429],
    },
  },
  {
    method: 'get',
    path: root,
    summary: 'Who is signed in, by the cookie',
    answers: {
      200: { description: 'Who is signed in', schema: contract.signedIn },
      401: problem('Nobody'),
      ...READ_PROBLEMS,
    },
  },
  {
    method: 'delete',
    path: root,
    summary:
      'Signs out: the cookie is void and cleared, and the device told nothing more; everywhere, so are all of the host, and links that were sent',
    query: contract.signOutQuery,
    headers: [{ name: 'X-CSRF-Token', description: 'The token that came with the sign-in' }],
    answers: {
      204: { description: 'Done' },
      401: problem('Nobody was signed in'),
      403: problem('A page of another site asks, or the token is missing or wrong'),
      ...READ_PROBLEMS,
    },
  },
];
