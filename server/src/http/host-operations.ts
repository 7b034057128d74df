import type { Scope } from '../domain/api-key.ts';
import * as contract from './host-contract.ts';
import { type Answer, type Operation, problem, READ_PROBLEMS } from './operation.ts';
import { noteList, oneNote } from './portal-contract.ts';

const root = '/api/host';
const one = `${root}/meetings/{id}`;

const UNAUTHORIZED = {
  401: problem('No API key, or none that is valid: wrong, expired, revoked, which the answer does not tell'),
};
const UNKNOWN = { 404: problem('Nothing of this id that the key’s host reaches') };
const BODY_PROBLEMS = {
  413: problem('More than 256 KiB'),
  415: problem('Not application/json in UTF-8'),
  422: problem('A wrong field'),
};
const IDEMPOTENT = {
  headers: [{ name: 'Idempotency-Key', description: '1–255 visible ASCII characters; kept for 24 hours' }],
};

type Described = Omit<Operation, 'answers' | 'scope'> & { readonly answers: Operation['answers'] };

/** With what every route of the hosts may answer. */
function by(scope: Scope, { answers, ...operation }: Described): Operation {
  const lacking = { 403: problem(`The key lacks the scope ${scope}, or its host may not do this`) };
  return { ...operation, scope, answers: { ...UNAUTHORIZED, ...lacking, ...READ_PROBLEMS, ...answers } };
}

const GONE: Readonly<Record<number, Answer>> = { 204: { description: 'Done' } };

/** The hosts' API: meetings to look at, clients, notes and keys. */
export const hostOperations: readonly Operation[] = [
  by('meetings:read', {
    method: 'get',
    path: `${root}/meetings`,
    summary: 'The meetings that the host reaches, soonest first unless asked otherwise',
    query: contract.hostMeetingsQuery,
    answers: { 200: { description: 'A page of them', schema: contract.hostMeetingList } },
  }),
  by('meetings:read', {
    method: 'get',
    path: one,
    summary: 'One meeting',
    answers: {
      200: { description: 'The meeting; its ETag names its revision', schema: contract.oneHostMeeting },
      ...UNKNOWN,
    },
  }),
  by('notes:read', {
    method: 'get',
    path: `${one}/notes`,
    summary: 'The meeting’s notes, shared and private, oldest first',
    answers: { 200: { description: 'All of them', schema: noteList }, ...UNKNOWN },
  }),
  by('notes:write', {
    method: 'post',
    path: `${one}/notes`,
    summary: 'Writes a note, private unless it is shared',
    body: contract.hostNoteInput,
    ...IDEMPOTENT,
    answers: {
      201: { description: 'The note', schema: oneNote },
      ...UNKNOWN,
      409: problem('The first request with this key is under way'),
      ...BODY_PROBLEMS,
    },
  }),
  by('notes:write', {
    method: 'put',
    path: `${one}/notes/{noteId}`,
    summary: 'Changes one’s own note, or shares it from now on',
    body: contract.hostNoteChangeInput,
    answers: {
      200: { description: 'The note, with its earlier texts', schema: oneNote },
      ...UNKNOWN,
      409: problem('A shared note does not become private again'),
      ...BODY_PROBLEMS,
    },
  }),
  by('notes:write', {
    method: 'delete',
    path: `${one}/notes/{noteId}`,
    summary: 'Deletes one’s own note',
    answers: { ...GONE, ...UNKNOWN },
  }),
  by('clients:read', {
    method: 'get',
    path: `${root}/clients`,
    summary: 'The clients that the host reaches, oldest first',
    query: contract.clientsQuery,
    answers: { 200: { description: 'A page of them', schema: contract.hostClientList } },
  }),
  by('clients:read', {
    method: 'get',
    path: `${root}/clients/{id}`,
    summary: 'One client',
    answers: { 200: { description: 'The client', schema: contract.oneHostClient }, ...UNKNOWN },
  }),
  by('clients:write', {
    method: 'post',
    path: `${root}/clients/{id}/portal-link`,
    summary: 'A link to all of a client’s meetings, to be handed to them alone; for owners and admins',
    answers: { 201: { description: 'The link', schema: contract.portalLink }, ...UNKNOWN },
  }),
  by('clients:write', {
    method: 'delete',
    path: `${root}/clients/{id}/portal-link`,
    summary: 'Makes every link void that the client was ever given; for owners and admins',
    answers: { ...GONE, ...UNKNOWN },
  }),
  by('keys', {
    method: 'get',
    path: `${root}/api-keys`,
    summary: 'The keys that the host may see: their own, and every one to owners and admins',
    answers: { 200: { description: 'All of them, oldest first', schema: contract.apiKeyList } },
  }),
  by('keys', {
    method: 'post',
    path: `${root}/api-keys`,
    summary: 'Makes a key that may do no more than the one it is made with; takes no Idempotency-Key',
    body: contract.apiKeyInput,
    answers: { 201: { description: 'The key, shown this once', schema: contract.createdApiKey }, ...BODY_PROBLEMS },
  }),
  by('keys', {
    method: 'delete',
    path: `${root}/api-keys/{id}`,
    summary: 'Makes a key void at once and for ever',
    answers: { ...GONE, ...UNKNOWN },
  }),
];
