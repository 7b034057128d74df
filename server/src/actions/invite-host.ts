import { Failure } from '../domain/failures.ts';
import type { Host } from '../domain/host.ts';
import { newId } from '../domain/id.ts';
import { holdName, type Transaction } from '../store/database.ts';
import { findHostByEmail, insertHost, listHosts } from '../store/hosts.ts';
import type { Context } from './context.ts';
import { planHost } from './plan-settings.ts';
import { type HostEntry, readSettingsDocument } from './settings-document.ts';
import { makeSignInLink, oweSignInMail, signInToken, signInUrl } from './sign-in-links.ts';
import { signOutEverywhere } from './sign-out.ts';

/** A host to be; what is absent is as with the host who invites, else UTC and English. */
export interface NewHost {
  readonly name: string;
  readonly email: string;
  readonly role?: Host['role'] | undefined;
  readonly timeZone?: string | undefined;
  readonly locale?: string | undefined;
}

/** How somebody is invited. */
export interface InvitationWish {
  /** `mail` owes them the mail; `link` makes the link for whoever asks to hand over. */
  readonly by: 'mail' | 'link';
  /** The address of the host who invites; absent: whoever runs the program. */
  readonly from?: string | undefined;
}

/** An invited host; `url` is the link, null where it goes by mail. */
export interface Invited {
  readonly host: Host;
  readonly url: string | null;
}

/**
 * Adds a host, and invites them unless `invitation` is null. Throws Failure change_refused where there is one with the address, invalid_request
 * where something cannot be as it is given, and not_found where nobody is who invites.
 */
export async function addHost(ctx: Context, wanted: NewHost, invitation: InvitationWish | null): Promise<Invited> {
  const invited = await ctx.store.write(async (tx) => {
    await holdName(tx, 'settings');
    const entry = readEntry(wanted, await inviterOf(tx, invitation));
    if (await findHostByEmail(tx, entry.email)) throw knownAlready(entry.email);
    const now = ctx.clock.now();
    const { value: host } = planHost(entry, [], (prefix) => newId(prefix, now, ctx.clock.randomBytes(10)));
    await insertHost(tx, host, now);
    return { host, url: invitation && (await invite(ctx, tx, host, invitation)) };
  });
  ctx.wakeWorker();
  return invited;
}

/** Invites a host once more; earlier invitations stay as they are. Throws Failure not_found. */
export async function inviteHost(ctx: Context, email: string, invitation: InvitationWish): Promise<Invited> {
  const invited = await ctx.store.write(async (tx) => {
    const host = await known(tx, email);
    return { host, url: await invite(ctx, tx, host, invitation) };
  });
  ctx.wakeWorker();
  return invited;
}

/** Signs a host out of every browser, whose notices end, and makes their invitations and links void. Throws Failure not_found. */
export async function shutOut(ctx: Context, email: string): Promise<Host> {
  const host = await ctx.store.write((tx) => known(tx, email));
  await signOutEverywhere(ctx, host.id);
  return host;
}

/** Every host, oldest first: for whoever runs the program. */
export function listTeam(ctx: Context): Promise<Host[]> {
  return listHosts(ctx.store.db);
}

async function invite(ctx: Context, tx: Transaction, host: Host, wish: InvitationWish): Promise<string | null> {
  const inviter = await inviterOf(tx, wish);
  const link = await makeSignInLink(ctx, tx, host.id, 'invitation');
  if (wish.by === 'link') return signInUrl(ctx, signInToken(ctx.secret, link));
  const invitedBy = inviter && inviter.id !== host.id ? inviter.name : null;
  await oweSignInMail(ctx, tx, { host, link, invitedBy, dedupeKey: link.id });
  return null;
}

/** As a settings file's host is read, with every mistake under the name of what is wrong; in the zone and language of who invites, unless it says others. */
function readEntry(wanted: NewHost, inviter: Host | null): HostEntry {
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  const usual = inviter ? { timeZone: inviter.timeZone, locale: inviter.locale } : { timeZone: 'Etc/UTC' };
  const { hosts, errors } = readSettingsDocument({ hosts: [{ ...usual, ...given }] });
  if (hosts[0] && errors.length === 0) return hosts[0].value;
  throw new Failure('invalid_request', 'The host cannot be added so.', {
    where: 'body',
    errors: errors.map(({ path, message }) => ({ path: path.replace('/hosts/0/', ''), message })),
  });
}

async function inviterOf(tx: Transaction, wish: InvitationWish | null): Promise<Host | null> {
  return wish?.from === undefined ? null : known(tx, wish.from);
}

async function known(tx: Transaction, email: string): Promise<Host> {
  const host = await findHostByEmail(tx, email.toLowerCase());
  if (!host) throw new Failure('not_found', `There is no host with the address ${email}.`);
  return host;
}

function knownAlready(email: string): Failure {
  const more = `“host invite ${email}” sends them an invitation.`;
  return new Failure('change_refused', `There is a host with the address ${email} already. ${more}`);
}
