import * as contract from './blocked-contract.ts';
import { BODY_PROBLEMS, by, UNKNOWN } from './host-operation.ts';
import { type Operation, problem } from './operation.ts';

const root = '/api/host/blocked';

/** The hosts' API about whose bookings are not taken online, for owners and admins. */
export const blockedOperations: readonly Operation[] = [
  by('blocked', {
    method: 'get',
    path: root,
    summary: 'The addresses and domains whose bookings are not taken online, newest first',
    query: contract.blockedQuery,
    answers: { 200: { description: 'A page of them', schema: contract.blockedList } },
  }),
  by('blocked', {
    method: 'post',
    path: root,
    summary: 'Takes no bookings from an address or a domain from now on; what stands stays',
    body: contract.blockedInput,
    answers: {
      200: { description: 'It was blocked already, and stays as it was', schema: contract.oneBlocked },
      201: { description: 'It is blocked', schema: contract.oneBlocked },
      409: problem('There are too many'),
      ...BODY_PROBLEMS,
    },
  }),
  by('blocked', {
    method: 'delete',
    path: `${root}/{id}`,
    summary: 'Takes bookings from it again',
    answers: { 204: { description: 'Done' }, ...UNKNOWN },
  }),
];
