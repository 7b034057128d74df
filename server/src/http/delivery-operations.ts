import * as contract from './delivery-contract.ts';
import { by, UNKNOWN } from './host-operation.ts';
import { type Operation, problem } from './operation.ts';

const root = '/api/host/deliveries';

/** What is sent to people, in the hosts' API. */
export const deliveryOperations: readonly Operation[] = [
  by('deliveries', {
    method: 'get',
    path: root,
    summary:
      'What was sent, or is to be, about the meetings that the host reaches, with every try; newest first, kept for 60 days',
    query: contract.deliveriesQuery,
    answers: { 200: { description: 'A page of them', schema: contract.deliveryList } },
  }),
  by('deliveries', {
    method: 'get',
    path: `${root}/{id}`,
    summary: 'One delivery',
    answers: { 200: { description: 'The delivery', schema: contract.oneDelivery }, ...UNKNOWN },
  }),
  by('deliveries', {
    method: 'post',
    path: `${root}/{id}/retry`,
    summary: 'Tries at once what has failed or waits, and then for as long as something new',
    answers: {
      200: { description: 'The delivery, due now', schema: contract.oneDelivery },
      ...UNKNOWN,
      409: problem('It has been delivered'),
    },
  }),
];
