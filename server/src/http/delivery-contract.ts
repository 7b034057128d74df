import { z } from 'zod';
import { DELIVERY_KINDS } from '../actions/deliveries.ts';
import { email, instant, line } from './contract.ts';
import { meetingsQuery } from './portal-contract.ts';

/*
 * What is sent to people, as the hosts' API shows it. Nothing that a mail says stands here: it may hold a link that opens something.
 */

const kind = z.enum(DELIVERY_KINDS);
const state = z.enum(['pending', 'done', 'failed']);

/** One try; `endedAt` is null while it is under way, `error` is null where it succeeded. */
const attempt = z.object({ startedAt: instant, endedAt: instant.nullable(), error: z.string().nullable() });

/** Something sent, or to be sent, to somebody; `template` says which mail, `nextTryAt` stands with `pending` alone. */
export const delivery = z
  .object({
    id: z.string(),
    kind,
    state,
    template: z.string().nullable(),
    recipient: z.string().nullable(),
    meetingId: z.string().nullable(),
    attempts: z.array(attempt),
    nextTryAt: instant.nullable(),
    createdAt: instant,
    settledAt: instant.nullable(),
  })
  .meta({ id: 'Delivery' });

export const deliveryList = z
  .object({ items: z.array(delivery), nextCursor: z.string().nullable() })
  .meta({ id: 'DeliveryList' });

export const oneDelivery = z.object({ delivery }).meta({ id: 'OneDelivery' });

/** The query of the list, newest first; `meeting` is an id, `recipient` an address or a number. */
export const deliveriesQuery = meetingsQuery.pick({ limit: true, cursor: true }).extend({
  kind: kind.optional(),
  state: state.optional(),
  meeting: line(60).optional(),
  recipient: email.or(z.string().regex(/^\+[1-9]\d{6,14}$/)).optional(),
});

export type DeliveryView = z.infer<typeof delivery>;
