import type { Context } from '../actions/context.ts';
import type { AppOptions } from './app-options.ts';
import { jsonBody } from './body.ts';
import { feedRoute, inviteRoute } from './calendar-files.ts';
import type { Limits } from './limits.ts';
import { meetingEventsRoute } from './meeting-events.ts';
import { openMeetingWatch } from './meeting-watch.ts';
import { moveSlotsRoute } from './move-slots.ts';
import { portalMeetingRoute, portalMeetingsRoute } from './portal.ts';
import { portalBookingRoute } from './portal-booking.ts';
import { cancelMeetingRoute, changeMeetingRoute, guestResponseRoute } from './portal-changes.ts';
import { changePortalRoute, portalRoute } from './portal-home.ts';
import { addNoteRoute, changeNoteRoute, deleteNoteRoute, listNotesRoute } from './portal-notes.ts';
import { of, type Route } from './route.ts';

/** The clients' portal: what a link opens. */
export function portalRoutes(ctx: Context, { stopping }: AppOptions, limits: Limits): readonly Route[] {
  const { reads, bookings, changes } = limits;
  const root = '/api/portal/:token';
  const one = `${root}/meetings/:id`;
  return [
    {
      path: root,
      get: [reads, of(portalRoute(ctx))],
      put: [changes, ...jsonBody, of(changePortalRoute(ctx, limits))],
    },
    {
      path: `${root}/meetings`,
      get: [reads, of(portalMeetingsRoute(ctx))],
      post: [bookings, ...jsonBody, of(portalBookingRoute(ctx, limits))],
    },
    { path: `${root}/feed.ics`, get: [reads, of(feedRoute(ctx))] },
    {
      path: one,
      get: [reads, of(portalMeetingRoute(ctx))],
      put: [changes, ...jsonBody, of(changeMeetingRoute(ctx, limits))],
      delete: [changes, of(cancelMeetingRoute(ctx))],
    },
    { path: `${one}/slots`, get: [reads, of(moveSlotsRoute(ctx))] },
    { path: `${one}/response`, post: [changes, ...jsonBody, of(guestResponseRoute(ctx))] },
    { path: `${one}/invite.ics`, get: [reads, of(inviteRoute(ctx))] },
    { path: `${one}/events`, get: [reads, of(meetingEventsRoute(ctx, openMeetingWatch(ctx), stopping))] },
    {
      path: `${one}/notes`,
      get: [reads, of(listNotesRoute(ctx))],
      post: [changes, ...jsonBody, of(addNoteRoute(ctx))],
    },
    {
      path: `${one}/notes/:noteId`,
      put: [changes, ...jsonBody, of(changeNoteRoute(ctx))],
      delete: [changes, of(deleteNoteRoute(ctx))],
    },
  ];
}
