import type { Client } from '../domain/client.ts';
import { Failure, type FieldError } from '../domain/failures.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import { findMeeting } from '../store/meetings.ts';
import { keepTextChoice, latestChoice, numberToText, stopNumber, type TextChoice } from '../store/text-choices.ts';
import { misfit } from './booking-request.ts';
import type { Context } from './context.ts';
import { meetingOfStopToken } from './stop-token.ts';
import { readTextNumber } from './text-number.ts';

/** What a client gets by text: nothing (`on` false), or what their meetings' mails say in short, at this number (E.164). */
export interface TextState {
  readonly on: boolean;
  /** Where they are off, the number that was last known. */
  readonly number: string | null;
}

/** What a client gets by text, as they have said last; null where this server sends none. */
export async function readTexts(ctx: Context, client: Client): Promise<TextState | null> {
  if (!ctx.texts) return null;
  const choice = await latestChoice(ctx.store.db, client.id);
  const number = choice?.number ?? null;
  return { on: number !== null, number: number ?? readPhoneNumber(client.phone ?? '') };
}

/** Keeps for all of a client's meetings whether they want texts, and where. Throws Failure invalid_request. */
export async function chooseTexts(
  ctx: Context,
  client: Client,
  { on, phone }: { readonly on: boolean; readonly phone: string | undefined },
): Promise<TextState> {
  const known = await readTexts(ctx, client);
  const paths = { textMessages: '/textMessages', phone: '/phone' };
  const errors: FieldError[] = [];
  const number = on ? readTextNumber(phone ?? known?.number, ctx.texts, paths, errors) : null;
  if (errors.length > 0) throw misfit(errors);
  const choice: TextChoice = { clientId: client.id, meetingId: null, number, chosenAt: ctx.clock.now() };
  await ctx.store.write((tx) => keepTextChoice(tx, choice));
  return { on, number: number ?? known?.number ?? null };
}

/** Whether a link in a text message is one of ours. Throws Failure not_found, the same whatever is wrong with it. */
export async function readStopLink(ctx: Context, token: string): Promise<{ readonly number: string | null }> {
  const meetingId = meetingOfStopToken(ctx.secret, token);
  const meeting = meetingId && (await findMeeting(ctx.store.db, meetingId))?.meeting;
  if (!meeting) throw new Failure('not_found', 'There is nothing here, or the link is no longer valid.');
  return { number: await numberToText(ctx.store.db, meeting) };
}

/** Ends every text to the number that the link came to. Throws Failure not_found. */
export async function stopTexts(ctx: Context, token: string): Promise<void> {
  const { number } = await readStopLink(ctx, token);
  if (number !== null) await ctx.store.write((tx) => stopNumber(tx, number, ctx.clock.now()));
}
