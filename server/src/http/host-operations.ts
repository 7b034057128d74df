import { blockedOperations } from './blocked-operations.ts';
import { deliveryOperations } from './delivery-operations.ts';
import * as contract from './host-contract.ts';
import { hostMeetingOperations } from './host-meeting-operations.ts';
import { BODY_PROBLEMS, by, IDEMPOTENT, UNKNOWN } from './host-operation.ts';
import { type Answer, type Operation, problem } from './operation.ts';
import { noteList, oneNote } from './portal-contract.ts';
import { hostPushOperations } from './push-operations.ts';
import { templateOperations } from './template-operations.ts';
import { webhookOperations } from './webhook-operations.ts';

const root = '/api/host';
const one = `${root}/meetings/{id}`;

const GONE: Readonly<Record<number, Answer>> = { 204: { description: 'Done' } };

/** The hosts' API. */
export const hostOperations: readonly Operation[] = [
  ...hostMeetingOperations,
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
  by('hosts:read', {
    method: 'get',
    path: `${root}/hosts`,
    summary: 'The hosts: everybody to owners and admins, oneself to a member',
    answers: { 200: { description: 'All of them, oldest first', schema: contract.hostList } },
  }),
  by('hosts:read', {
    method: 'get',
    path: `${root}/hosts/{id}`,
    summary: 'One host',
    answers: { 200: { description: 'The host', schema: contract.oneHost }, ...UNKNOWN },
  }),
  by('hosts:write', {
    method: 'put',
    path: `${root}/hosts/{id}`,
    summary: 'What a host is told of meetings that come near, and when',
    body: contract.hostChangeInput,
    answers: { 200: { description: 'As it stands now', schema: contract.oneHost }, ...BODY_PROBLEMS, ...UNKNOWN },
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
  ...blockedOperations,
  ...deliveryOperations,
  ...webhookOperations,
  ...templateOperations,
  ...hostPushOperations,
];
