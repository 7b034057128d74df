import { z } from 'zod';
import { BODY_PROBLEMS, by, UNKNOWN } from './host-operation.ts';
import { type Operation, problem, READ_PROBLEMS } from './operation.ts';
import * as contract from './push-contract.ts';

const hosts = '/api/host/push';
const clients = '/api/portal/{token}/push';

/** What either side may do with its browsers; `whose` ends the sentence. */
function operationsAt(root: string, whose: string): readonly Operation[] {
  return [
    {
      method: 'get',
      path: root,
      summary: `The browsers that are sent notices ${whose}, and the public key to subscribe others with`,
      answers: { 200: { description: 'All of them, oldest first', schema: contract.pushDeviceList } },
    },
    {
      method: 'post',
      path: root,
      summary: `Lets a browser be sent notices ${whose}: its PushSubscription as JSON`,
      body: contract.subscribeInput,
      answers: {
        200: { description: 'It was there, and its keys and language are renewed', schema: contract.onePushDevice },
        201: { description: 'The browser', schema: contract.onePushDevice },
        409: problem('There are too many'),
        ...BODY_PROBLEMS,
      },
    },
    {
      method: 'delete',
      path: `${root}/{id}`,
      summary: 'Sends a browser nothing more',
      answers: { 204: { description: 'Done' }, ...UNKNOWN },
    },
    {
      method: 'post',
      path: `${root}/{id}/test`,
      summary: 'Sends a browser a notice that says that notices come',
      answers: { 202: { description: 'It is under way', schema: z.object({}) }, ...UNKNOWN },
    },
  ];
}

/** Notices to the browsers of the key's host. */
export const hostPushOperations: readonly Operation[] = operationsAt(hosts, 'of the meetings of the key’s host').map(
  (operation) => by('push', operation),
);

const LINK_PROBLEMS = {
  ...READ_PROBLEMS,
  403: problem('A guest’s link, or pages of this origin may not'),
  404: problem('The link opens nothing, or there is no such browser'),
};

/** Notices to a client's browsers. A link to one meeting reaches those that such a link has made, and they are told of that meeting alone. */
export const portalPushOperations: readonly Operation[] = [
  ...operationsAt(clients, 'of the client’s meetings').map((operation) => ({
    ...operation,
    answers: { ...operation.answers, ...LINK_PROBLEMS },
  })),
  {
    method: 'post',
    path: '/api/push/renewal',
    summary:
      'Tells that a browser’s push service has given it another address; answers the same for one that is not known',
    body: contract.renewalInput,
    answers: {
      204: { description: 'Read' },
      ...READ_PROBLEMS,
      403: problem('Pages of this origin may not'),
      ...BODY_PROBLEMS,
    },
  },
];
