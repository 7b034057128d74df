import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { jsonBody } from './body.ts';
import type { Limits } from './limits.ts';
import { bookMeetingRoute } from './meetings.ts';
import { of, type Route } from './route.ts';
import { listSlotsRoute } from './slots.ts';
import { getTypeRoute, listTypesRoute } from './types.ts';
import { verificationRoute } from './verifications.ts';

/** What a visitor does with a meeting type; `work` stands before whatever makes us write or mail. */
export function typeRoutes(ctx: Context, limits: Limits, work: RequestHandler): readonly Route[] {
  const { reads, bookings, codes } = limits;
  const one = '/api/types/:slug';
  return [
    { path: `${one}/slots`, get: [reads, of(listSlotsRoute(ctx))] },
    { path: `${one}/meetings`, post: [bookings, work, ...jsonBody, of(bookMeetingRoute(ctx, limits))] },
    { path: `${one}/verifications`, post: [codes, work, ...jsonBody, of(verificationRoute(ctx, limits))] },
    { path: '/api/types', get: [reads, listTypesRoute(ctx)] },
    { path: one, get: [reads, of(getTypeRoute(ctx))] },
  ];
}
