import { Failure } from '../domain/failures.ts';
import { type IdPrefix, newId } from '../domain/id.ts';
import type { Meeting } from '../domain/meeting.ts';
import type { Transaction } from '../store/database.ts';
import { insertMeeting } from '../store/meetings.ts';
import { admitBooking, type Refused } from './admit-booking.ts';
import { type BookCommand, readBookingRequest } from './booking-request.ts';
import type { Context } from './context.ts';
import { aloneWithKey, alreadyDone, keepAsDone } from './idempotency.ts';
import { knownClient } from './known-client.ts';
import { newMeeting, portalExpiry, roomOf } from './new-meeting.ts';
import { loadOfferedType, type OfferedType, offeredToHosts } from './offered-type.ts';
import { oweChange } from './owed-jobs.ts';
import { firstKey, type PortalKey, portalToken } from './portal-access.ts';
import { nearestStarts, takePlace, type Wish } from './take-place.ts';

/** A meeting with the token that opens it and nothing else. */
export interface BookedMeeting {
  readonly meeting: Meeting;
  readonly portalToken: string;
}

/** What is kept for the same request coming again: the token is made anew from what cannot open anything. */
interface Done {
  readonly meeting: Meeting;
  readonly token: PortalKey;
}

/**
 * Books a meeting: its place, its people, its portal link and the mails it owes, in one transaction, so that all of it stands or nothing.
 * Throws Failure type_not_found, invalid_request, answers_invalid, booking_refused,
 * verification_required, verification_failed, too_many_open_meetings, slot_unavailable, slot_taken (with the nearest other starts),
 * idempotency_mismatch or idempotency_in_progress.
 */
export async function bookMeeting(ctx: Context, command: BookCommand): Promise<BookedMeeting> {
  const outcome = await aloneWithKey(ctx.store, command.idempotency, () =>
    ctx.store.write((tx) => bookOnce(ctx, tx, command)),
  );
  if ('refusal' in outcome) throw outcome.refusal;
  if ('wish' in outcome) {
    const alternatives = await nearestStarts(ctx.store.db, outcome.offered, outcome.wish);
    throw new Failure('slot_taken', 'This time is taken.', { alternatives });
  }
  ctx.wakeWorker();
  return { meeting: outcome.meeting, portalToken: portalToken(ctx.secret, outcome.token) };
}

async function bookOnce(ctx: Context, tx: Transaction, command: BookCommand): Promise<Outcome> {
  const now = ctx.clock.now();
  const { idempotency } = command;
  const earlier = idempotency && (await alreadyDone(tx, idempotency, now));
  if (earlier) return earlier as Done;
  const outcome = await book(ctx, tx, command, now);
  if (idempotency && 'meeting' in outcome) await keepAsDone(tx, idempotency, outcome, now);
  return outcome;
}

/** The start was taken. */
interface Missed {
  readonly offered: OfferedType;
  readonly wish: Wish;
}

type Outcome = Done | Missed | Refused;

async function book(ctx: Context, tx: Transaction, command: BookCommand, now: number): Promise<Outcome> {
  const idFor = (prefix: IdPrefix) => newId(prefix, now, ctx.clock.randomBytes(10));
  const { byHost } = command;
  const open = await loadOfferedType(tx, command.slug);
  const offered = byHost ? offeredToHosts(open, byHost.hostId) : open;
  const { type, hosts } = offered;
  const request = readBookingRequest(
    command,
    type,
    hosts.map((host) => host.email),
    ctx.texts,
  );
  const admitted = await admitBooking(ctx, tx, offered, command, now);
  if ('refusal' in admitted) return admitted;
  const wish = { start: command.start, durationMinutes: request.durationMinutes, now };
  const place = await takePlace(tx, offered, wish, idFor);
  if (!place) return { offered, wish };
  const { zone, locale } = request;
  const { name, email, phone } = command.client;
  const client = {
    id: idFor('cli'),
    email: email.toLowerCase(),
    name,
    phone: phone ?? null,
    timeZone: zone.name,
    locale,
  };
  const id = idFor('mtg');
  const meeting = newMeeting({
    id,
    uid: `${id}@${new URL(ctx.publicUrl).hostname}`,
    type,
    command,
    request,
    clientId: await knownClient(tx, client, now),
    hosts: place.hosts,
    timeZone: type.lockTimeZone ? offered.timeZone : zone.name,
    room: () => roomOf(ctx.secret, place.sessionId),
    now,
  });
  await insertMeeting(tx, meeting, { ...place, portalExpiresAt: portalExpiry(meeting) }, request.textTo);
  await admitted.settle();
  const token = firstKey(id);
  await oweChange(ctx, tx, { meeting, change: 'booked', by: byHost ? 'host' : 'client', type, clientPhone: phone });
  return { meeting, token };
}
