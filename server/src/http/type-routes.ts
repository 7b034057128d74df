import type { Context } from '../actions/context.ts';
import { jsonBody } from './body.ts';
import type { Limits } from './limits.ts';
import { bookMeetingRoute } from './meetings.ts';
import { of, type Route } from './route.ts';
import { listSlotsRoute } from './slots.ts';
import { getTypeRoute, listTypesRoute } from './types.ts';
import { verificationRoute } from './verifications.ts';

/** What a visitor does with a meeting type. */
export function typeRoutes(ctx: Context, limits: Limits): readonly Route[] {
  const { reads, bookings, codes } = limits;
  const one = '/api/types/:slug';
  return [
    { path: `${one}/slots`, get: [reads, of(listSlotsRoute(ctx))] },
    { path: `${one}/meetings`, post: [bookings, ...jsonBody, of(bookMeetingRoute(ctx, limits))] },
    { path: `${one}/verifications`, post: [codes, ...jsonBody, of(verificationRoute(ctx, limits))] },
    { path: '/api/types', get: [reads, listTypesRoute(ctx)] },
    { path: one, get: [reads, of(getTypeRoute(ctx))] },
  ];
}
