import { Failure } from '../domain/failures.ts';
import type { AnyOwedMail } from '../domain/mail.ts';
import { type OptionalMail, optionalKind } from '../domain/optional-mail.ts';
import type { Transaction } from '../store/database.ts';
import { areOff, kindsOff, type MailsTo, offAmong, switchOff, switchOn } from '../store/mails-off.ts';
import type { Context } from './context.ts';
import { offToken, openOffToken } from './off-token.ts';

/** Mails of one kind to one address, and whether they are off. */
export interface MailsState extends MailsTo {
  readonly off: boolean;
}

/** Looks, and changes nothing. Throws Failure not_found for whatever is no token of ours. */
export async function mailsByToken(ctx: Context, token: string): Promise<MailsState> {
  const mails = opened(ctx, token);
  return { ...mails, off: await areOff(ctx.store.db, mails) };
}

/** Switches them off, or on again; the same once more changes nothing. Throws Failure not_found as `mailsByToken`. */
export async function switchMails(ctx: Context, token: string, off: boolean): Promise<MailsState> {
  const mails = opened(ctx, token);
  await ctx.store.write((tx) => (off ? switchOff(tx, mails, ctx.clock.now()) : switchOn(tx, mails)));
  return { ...mails, off };
}

/** What switches mails like this one off for its reader; null where they cannot be done without. */
export function tokenIn(ctx: Context, { template, recipient }: AnyOwedMail): string | null {
  const kind = optionalKind(template);
  return kind && offToken(ctx.secret, { address: recipient.email, kind });
}

/** Whoever these are, with the kinds of mails that they have switched off. */
export async function withMailsOff<Person extends { readonly email: string }>(
  ctx: Context,
  people: readonly Person[],
): Promise<(Person & { readonly mailsOff: readonly OptionalMail[] })[]> {
  const kinds = await kindsOff(
    ctx.store.db,
    people.map(({ email }) => email),
  );
  return people.map((person) => ({ ...person, mailsOff: kinds.get(person.email.toLowerCase()) ?? [] }));
}

/** The mails among these whose readers have not switched their kind off. */
export async function wanted<Job extends { readonly payload: AnyOwedMail }>(
  tx: Transaction,
  kind: OptionalMail,
  jobs: readonly Job[],
): Promise<Job[]> {
  const off = await offAmong(
    tx,
    kind,
    jobs.map(({ payload }) => payload.recipient.email),
  );
  return jobs.filter(({ payload }) => !off.has(payload.recipient.email.toLowerCase()));
}

/** The reader has switched these off since the mail was owed: it is not sent, and whoever asks sees why. */
class MailsAreOff extends Error {
  override readonly name = 'MailsAreOff';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

/** Throws MailsAreOff where the reader of a mail wants none of its kind. */
export async function refuseOff(ctx: Context, { template, recipient }: AnyOwedMail): Promise<void> {
  const kind: OptionalMail | null = optionalKind(template);
  if (kind && (await areOff(ctx.store.db, { address: recipient.email, kind }))) {
    throw new MailsAreOff(`Not sent, for its reader has switched off mails of the kind "${kind}".`);
  }
}

function opened(ctx: Context, token: string): MailsTo {
  const mails = openOffToken(ctx.secret, token);
  if (!mails) throw new Failure('not_found', 'There is nothing here.');
  return mails;
}
