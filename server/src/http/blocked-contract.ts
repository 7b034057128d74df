import { z } from 'zod';
import { instant, requiredLine, text } from './contract.ts';
import { hostName } from './host-contract.ts';
import { meetingsQuery } from './portal-contract.ts';

/** Whose bookings are not taken online: one address, or a domain with every name below it. */
const blocked = z
  .object({
    id: z.string(),
    /** As addresses are compared: in lower case, and without what stands after a "+". */
    address: z.string(),
    reason: z.string(),
    blockedBy: hostName.nullable(),
    createdAt: instant,
  })
  .meta({ id: 'BlockedAddress' });

export const blockedList = z
  .object({ items: z.array(blocked), nextCursor: z.string().nullable() })
  .meta({ id: 'BlockedAddressList' });

export const oneBlocked = z.object({ blocked }).meta({ id: 'OneBlockedAddress' });

/** `POST /api/host/blocked`: "name@example.com", or "example.com" for all of a domain. */
export const blockedInput = z
  .strictObject({ address: requiredLine(254), reason: text(500).optional() })
  .meta({ id: 'AddressToBlock' });

/** The query of the list, newest first. */
export const blockedQuery = meetingsQuery.pick({ limit: true, cursor: true });

export type BlockedView = z.infer<typeof blocked>;
