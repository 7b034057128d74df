import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { getType, listTypes, type TypeCard } from '../actions/list-types.ts';
import type { MeetingTypeListView, MeetingTypeView } from './contract.ts';
import { passingRepresentation, sendRepresentation } from './representation.ts';
import { noQuery, readQuery } from './validate.ts';

/** `GET /api/types`: the listed ones. There are few, so the list is whole and has no next page. */
export function listTypesRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const view: MeetingTypeListView = {
      items: (await listTypes(ctx)).map((card) => typeView(ctx, card)),
      nextCursor: null,
    };
    sendRepresentation(req, res, json(view), 'no-cache');
  };
}

/** `GET /api/types/{slug}`: one, listed or not. */
export function getTypeRoute(ctx: Context): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    readQuery(noQuery, req);
    sendRepresentation(req, res, json(typeView(ctx, await getType(ctx, req.params.slug))), 'no-cache');
  };
}

function json(view: object) {
  return passingRepresentation('application/json; charset=utf-8', Buffer.from(JSON.stringify(view)));
}

function typeView({ texts }: Context, card: TypeCard): MeetingTypeView {
  return {
    slug: card.slug,
    title: card.title,
    description: card.description,
    durationsMinutes: [...card.durationsMinutes],
    locations: card.locations.map(({ kind, label, address }) => ({
      kind,
      ...(label ? { label } : {}),
      ...(address ? { address } : {}),
    })),
    hosts: card.hosts.map(({ name, avatarUrl }) => ({ name, ...(avatarUrl === null ? {} : { avatarUrl }) })),
    timeZone: card.timeZone,
    lockTimeZone: card.lockTimeZone,
    questions: card.questions.map(({ options, ...question }) => ({
      ...question,
      ...(options === undefined ? {} : { options: [...options] }),
    })),
    capacity: card.capacity,
    maxGuests: card.maxGuests,
    requiresConfirmation: card.requiresConfirmation,
    requiresVerifiedEmail: card.requiresVerifiedEmail,
    minimumNoticeMinutes: card.minimumNoticeMinutes,
    bookingHorizonDays: card.bookingHorizonDays,
    locale: card.locale,
    ...(texts ? { textMessages: true } : {}),
  };
}
