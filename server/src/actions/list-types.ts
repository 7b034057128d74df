import type { MeetingLocation } from '../domain/meeting.ts';
import type { Question } from '../domain/meeting-type.ts';
import { listAllTypes } from '../store/meeting-types.ts';
import type { Context } from './context.ts';
import { loadOfferedType, type OfferedType } from './offered-type.ts';

/** What a visitor may know of a meeting type. Lengths are whole minutes. */
export interface TypeCard {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly durationsMinutes: readonly number[];
  /** Without the addresses of video calls. */
  readonly locations: readonly Omit<MeetingLocation, 'url'>[];
  readonly hosts: readonly { readonly name: string; readonly avatarUrl: string | null }[];
  /** IANA zone that the type's times are in. */
  readonly timeZone: string;
  readonly lockTimeZone: boolean;
  readonly questions: readonly Question[];
  readonly capacity: number;
  readonly maxGuests: number;
  readonly requiresConfirmation: boolean;
  readonly requiresVerifiedEmail: boolean;
  readonly minimumNoticeMinutes: number;
  readonly bookingHorizonDays: number | null;
  readonly locale: string;
}

/** The types that are listed and active, by title. */
export async function listTypes(ctx: Context): Promise<TypeCard[]> {
  const { db } = ctx.store;
  const types = (await listAllTypes(db)).filter((type) => type.listed && type.active);
  const cards: TypeCard[] = [];
  for (const { slug } of types) cards.push(cardOf(await loadOfferedType(db, slug)));
  return cards;
}

/** One type, listed or not. Throws Failure type_not_found where there is none or it is switched off. */
export async function getType(ctx: Context, slug: string): Promise<TypeCard> {
  return cardOf(await loadOfferedType(ctx.store.db, slug));
}

function cardOf({ type, hosts, timeZone }: OfferedType): TypeCard {
  return {
    slug: type.slug,
    title: type.title,
    description: type.description,
    durationsMinutes: type.rules.durationsMinutes,
    locations: type.locations.map(({ url: _, ...shown }) => shown),
    hosts: hosts.map(({ name, avatarUrl }) => ({ name, avatarUrl })),
    timeZone,
    lockTimeZone: type.lockTimeZone,
    questions: type.questions,
    capacity: type.rules.capacity,
    maxGuests: type.maxGuests,
    requiresConfirmation: type.requiresConfirmation,
    requiresVerifiedEmail: type.requiresVerifiedEmail,
    minimumNoticeMinutes: type.rules.minimumNoticeMinutes,
    bookingHorizonDays: type.rules.bookingHorizonDays,
    locale: type.locale,
  };
}
