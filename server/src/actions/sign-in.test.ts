import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnyOwedMail } from '../domain/mail.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import type { Mail } from '../notify/mailer.ts';
import { purgeSignInLinks } from '../store/sign-in-links.ts';
import { purgeSignIns } from '../store/sign-ins.ts';
import { deliverMail } from './deliver-mail.ts';
import { NOW, type ScratchTeam, scratchTeam } from './scratch-team.ts';
import type { LinkRequest } from './send-portal-link.ts';
import { requestSignInLink, SIGN_IN_LINK, sendSignInLink } from './send-sign-in-link.ts';
import { openSignIn, signInByLink } from './sign-in.ts';
import { makeSignInLink, signInToken } from './sign-in-links.ts';
import { signOut, signOutEverywhere } from './sign-out.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const UNAUTHORIZED = { code: 'unauthorized', message: 'This link signs nobody in any more.' };

let team: ScratchTeam;
let claire: string;
let ben: string;
beforeEach(async () => {
  team = await scratchTeam();
  const idOf = async (email: string) => String((await team.raw('select id from hosts where email = $1', email))[0]?.id);
  [claire, ben] = [await idOf('claire@team.example'), await idOf('ben@team.example')];
});
afterEach(() => team.dispose());

const payloads = async (kind: string) =>
  (await team.raw('select payload from jobs where kind = $1 order by id', kind)).map(({ payload }) =>
    JSON.parse(String(payload)),
  );
const linkOf = (hostId: string, purpose: 'sign_in' | 'invitation' = 'sign_in') =>
  team.ctx.store.write((tx) => makeSignInLink(team.ctx, tx, hostId, purpose));
const tokenOf = async (hostId: string, purpose?: 'sign_in' | 'invitation') =>
  signInToken(team.ctx.secret, await linkOf(hostId, purpose));
const count = async (table: string) => Number((await team.raw(`select count(*) as n from ${table}`))[0]?.n);

test('a link signs its host in, once', async () => {
  const token = await tokenOf(claire);
  const { signIn, host, text } = await signInByLink(team.ctx, token);
  expect(host).toMatchObject({ id: claire, email: 'claire@team.example' });
  expect(text).toMatch(/^sgn_[0-9a-z]{26}_[0-9a-f]{64}$/);
  expect(await openSignIn(team.ctx, text)).toEqual({ signIn, host });
  await expect(signInByLink(team.ctx, token)).rejects.toMatchObject(UNAUTHORIZED);
  expect(await count('sign_ins')).toBe(1);
});

test('of many who press at once on one link, one is signed in, whatever the process', async () => {
  const token = await tokenOf(claire);
  const contexts = [team.ctx, await team.another(), await team.another()];
  const tries = Array.from({ length: 12 }, (_, i) => signInByLink(contexts[i % 3] ?? team.ctx, token));
  const ended = await Promise.allSettled(tries);
  expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const one of ended) if (one.status === 'rejected') expect(one.reason).toMatchObject(UNAUTHORIZED);
  expect(await count('sign_ins')).toBe(1);
});

test('every wrong token is refused in the same words, and uses nothing up', async () => {
  const link = await linkOf(claire);
  const right = signInToken(team.ctx.secret, link);
  const [id = '', mac = ''] = right.split('.');
  const other = new Uint8Array(32).fill(8);
  const wrong = [
    '',
    '.',
    id,
    `${id}.`,
    `${id}.${mac}0`,
    `${id}.${mac.slice(0, -1)}`,
    `${id}.${mac.replace(/.$/, (last) => (last === '0' ? '1' : '0'))}`,
    `${id}.${mac.toUpperCase()}A`,
    ` ${right}`,
    signInToken(other, link),
    signInToken(team.ctx.secret, { ...link, hostId: ben }),
    signInToken(team.ctx.secret, { id: 'sil_nobody', hostId: claire }),
    signInToken(team.ctx.secret, { id: 'sil_nobody', hostId: '' }),
  ];
  for (const token of wrong) {
    await expect(signInByLink(team.ctx, token), token).rejects.toMatchObject(UNAUTHORIZED);
  }
  await signInByLink(team.ctx, right);
});

test('a link lives 15 minutes, an invitation 7 days, not a millisecond longer', async () => {
  for (const [purpose, life] of [
    ['sign_in', 15 * MINUTE_MS],
    ['invitation', 7 * DAY_MS],
  ] as const) {
    team.setNow(NOW);
    const [late, timely] = [await tokenOf(claire, purpose), await tokenOf(claire, purpose)];
    team.setNow(NOW + life);
    await expect(signInByLink(team.ctx, late)).rejects.toMatchObject(UNAUTHORIZED);
    team.setNow(NOW + life - 1);
    await signInByLink(team.ctx, timely);
  }
});

test('who comes back stays signed in, for 90 days at most; who does not, for 30', async () => {
  const { text } = await signInByLink(team.ctx, await tokenOf(claire));
  const expiry = async () => Number((await team.raw('select expires_at_ms from sign_ins'))[0]?.expires_at_ms);
  expect(await expiry()).toBe(NOW + 30 * DAY_MS);
  for (const [day, until] of [
    [29, 59],
    [58, 88],
    [87, 90],
  ] as const) {
    team.setNow(NOW + day * DAY_MS);
    expect((await openSignIn(team.ctx, text)).signIn.expiresAt).toBe(NOW + until * DAY_MS);
    await expect.poll(expiry).toBe(NOW + until * DAY_MS);
  }
  team.setNow(NOW + 90 * DAY_MS - 1);
  await openSignIn(team.ctx, text);
  team.setNow(NOW + 90 * DAY_MS);
  await expect(openSignIn(team.ctx, text)).rejects.toMatchObject({ code: 'unauthorized' });
});

test('a cookie that is wrong, signed out, or of a host who is gone opens nothing', async () => {
  const { text, signIn } = await signInByLink(team.ctx, await tokenOf(claire));
  const other = await signInByLink(team.ctx, await tokenOf(ben));
  const last = text.endsWith('0') ? '1' : '0';
  const wrong = ['', text.slice(0, -1), text.slice(0, -1) + last, `${text}0`, text.replace('sgn_', 'key_')];
  wrong.push(text.slice(0, 31) + other.text.slice(31), signIn.id);
  for (const one of wrong) await expect(openSignIn(team.ctx, one), one).rejects.toMatchObject({ code: 'unauthorized' });
  await openSignIn(team.ctx, text);
  await signOut(team.ctx, signIn, null);
  await expect(openSignIn(team.ctx, text)).rejects.toMatchObject({ code: 'unauthorized' });
  await openSignIn(team.ctx, other.text);
  await team.raw('delete from hosts where id = $1', ben);
  await expect(openSignIn(team.ctx, other.text)).rejects.toMatchObject({ code: 'unauthorized' });
  expect(await count('sign_in_links')).toBe(1);
});

test('signed out everywhere, no browser and no link of the host is good, and nobody else’s is touched', async () => {
  const here = [
    await signInByLink(team.ctx, await tokenOf(claire)),
    await signInByLink(team.ctx, await tokenOf(claire)),
  ];
  const other = await signInByLink(team.ctx, await tokenOf(ben));
  const links = [await tokenOf(claire), await tokenOf(claire, 'invitation')];
  const bens = await tokenOf(ben);
  await signOutEverywhere(team.ctx, claire);
  for (const { text } of here) await expect(openSignIn(team.ctx, text)).rejects.toMatchObject({ code: 'unauthorized' });
  for (const token of links) await expect(signInByLink(team.ctx, token)).rejects.toMatchObject(UNAUTHORIZED);
  await openSignIn(team.ctx, other.text);
  await signInByLink(team.ctx, bens);
  await signInByLink(team.ctx, await tokenOf(claire));
});

test('who asks is owed one mail, however often the job runs; of nobody’s request nothing comes', async () => {
  await requestSignInLink(team.ctx, { email: 'CLAIRE@team.example' });
  await requestSignInLink(team.ctx, { email: 'nobody@team.example' });
  const [known, unknown] = (await payloads(SIGN_IN_LINK)) as LinkRequest[];
  for (let run = 0; run < 2; run += 1) await sendSignInLink(team.ctx, known as LinkRequest);
  await sendSignInLink(team.ctx, unknown as LinkRequest);
  const recipient = { name: 'Claire', email: 'claire@team.example', timeZone: 'Europe/Paris', locale: 'fr' };
  expect(await payloads('mail')).toEqual([expect.objectContaining({ template: 'host_sign_in', recipient })]);
});

test('the mail signs in, in the language that was asked for; no usable token rests anywhere', async () => {
  await requestSignInLink(team.ctx, { email: 'claire@team.example', locale: 'de' });
  await sendSignInLink(team.ctx, (await payloads(SIGN_IN_LINK))[0]);
  const mail = await delivered((await payloads('mail'))[0]);
  expect(mail.subject).toBe('Anmelden bei book.example');
  const [, token = ''] = /https:\/\/book\.example\/console\/sign-in#(\S+)/.exec(mail.text) ?? [];
  const rest = JSON.stringify([
    await team.raw('select * from jobs'),
    await team.raw('select * from sign_in_links'),
    await team.raw('select * from job_attempts'),
  ]);
  expect(rest).not.toContain(token.split('.')[1]);
  const { text } = await signInByLink(team.ctx, token);
  expect(JSON.stringify(await team.raw('select * from sign_ins'))).not.toContain(text.slice(31));
});

test('a link that is spent or over is not sent any more, for good', async () => {
  const mails: AnyOwedMail[] = [];
  for (let i = 0; i < 2; i += 1) {
    await requestSignInLink(team.ctx, { email: 'claire@team.example' });
    await sendSignInLink(team.ctx, (await payloads(SIGN_IN_LINK))[i]);
    mails.push((await payloads('mail'))[i]);
  }
  const [, token = ''] = /#(\S+)/.exec((await delivered(mails[0])).text) ?? [];
  await signInByLink(team.ctx, token);
  await expect(delivered(mails[0])).rejects.toMatchObject({ isFinal: true });
  await delivered(mails[1]);
  team.setNow(NOW + 15 * MINUTE_MS);
  await expect(delivered(mails[1])).rejects.toMatchObject({ isFinal: true });
});

test('what is over is forgotten, what lives is kept', async () => {
  await signInByLink(team.ctx, await tokenOf(claire));
  await tokenOf(claire);
  const purge = (at: number) =>
    team.ctx.store.write(async (tx) => [await purgeSignIns(tx, at, 10), await purgeSignInLinks(tx, at, 10)]);
  expect(await purge(NOW)).toEqual([0, 0]);
  expect(await purge(NOW + 16 * MINUTE_MS)).toEqual([0, 2]);
  expect(await purge(NOW + 31 * DAY_MS)).toEqual([1, 0]);
});

/** Sends a mail that is owed, to a server that takes it. */
async function delivered(owed: AnyOwedMail | undefined): Promise<Mail> {
  let sent: Mail | undefined;
  const mailer = {
    send: async (mail: Mail) => {
      sent = mail;
    },
  };
  const compose = mailComposer({ publicUrl: 'https://book.example', mailFrom: 'booking@book.example' });
  await deliverMail(team.ctx, { compose, mailer: mailer as never }, owed);
  if (!sent) throw new Error('nothing was sent');
  return sent;
}
