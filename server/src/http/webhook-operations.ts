import { BODY_PROBLEMS, by, UNKNOWN } from './host-operation.ts';
import { type Operation, problem } from './operation.ts';
import * as contract from './webhook-contract.ts';

const root = '/api/host/webhooks';
const one = `${root}/{id}`;
const OFF = { 409: problem('The webhook is switched off') };

/** The hosts' API about webhooks, for owners and admins. What is sent to one is the schema WebhookBody. */
export const webhookOperations: readonly Operation[] = [
  by('webhooks', {
    method: 'get',
    path: root,
    summary: 'The webhooks, oldest first',
    answers: { 200: { description: 'All of them', schema: contract.webhookList } },
  }),
  by('webhooks', {
    method: 'post',
    path: root,
    summary: 'Makes a webhook; takes no Idempotency-Key',
    body: contract.webhookInput,
    answers: {
      201: { description: 'The webhook, its secret shown this once', schema: contract.keyedWebhook },
      409: problem('There are too many'),
      ...BODY_PROBLEMS,
    },
  }),
  by('webhooks', {
    method: 'get',
    path: one,
    summary: 'One webhook',
    answers: { 200: { description: 'The webhook', schema: contract.oneWebhook }, ...UNKNOWN },
  }),
  by('webhooks', {
    method: 'put',
    path: one,
    summary: 'Changes a webhook, or switches it off or on again',
    body: contract.webhookChangeInput,
    answers: { 200: { description: 'The webhook', schema: contract.oneWebhook }, ...UNKNOWN, ...BODY_PROBLEMS },
  }),
  by('webhooks', {
    method: 'delete',
    path: one,
    summary: 'Deletes a webhook and its deliveries',
    answers: { 204: { description: 'Done' }, ...UNKNOWN },
  }),
  by('webhooks', {
    method: 'post',
    path: `${one}/rotate`,
    summary: 'Gives the webhook a new secret; the one before signs along for 24 hours',
    answers: {
      200: { description: 'The webhook, its new secret shown this once', schema: contract.keyedWebhook },
      ...UNKNOWN,
    },
  }),
  by('webhooks', {
    method: 'post',
    path: `${one}/test`,
    summary: 'Sends the webhook a ping, once, switched on or not',
    answers: { 202: { description: 'The delivery, which is under way', schema: contract.oneDelivery }, ...UNKNOWN },
  }),
  by('webhooks', {
    method: 'get',
    path: `${one}/deliveries`,
    summary: 'What was sent to the webhook, or is to be, in the last 30 days, newest first',
    query: contract.deliveriesQuery,
    answers: { 200: { description: 'A page of it', schema: contract.deliveryList }, ...UNKNOWN },
  }),
  by('webhooks', {
    method: 'get',
    path: `${one}/deliveries/{deliveryId}`,
    summary: 'One delivery',
    answers: { 200: { description: 'The delivery', schema: contract.oneDelivery }, ...UNKNOWN },
  }),
  by('webhooks', {
    method: 'post',
    path: `${one}/deliveries/{deliveryId}/retry`,
    summary: 'Sends a delivery once more under its own id, or at once where it waits for its next try',
    answers: {
      202: { description: 'The delivery, which is under way', schema: contract.oneDelivery },
      ...UNKNOWN,
      ...OFF,
    },
  }),
];
