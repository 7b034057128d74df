import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import type { SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, it } from 'vitest';
import { MailRefused } from '../domain/mail-refused.ts';
import { SignInRefused } from './mail-refusal.ts';
import { type SmtpOptions, smtpMailer } from './mailer.ts';
import { composeMail } from './messages.ts';
import { type OauthGrant, type RefreshTurns, tokenSource } from './oauth-token.ts';
import { sampleMails, sampleMeeting } from './sample-meeting.ts';
import { scratchCertificate } from './scratch-certificate.ts';
import { scratchInbox } from './scratch-inbox.ts';

const FROM = { name: 'Three Rooms', address: 'booking@rooms.example' };
const open: { close(): unknown }[] = [];
const trusted = tls.getCACertificates();
afterEach(async () => {
  tls.setDefaultCACertificates(trusted);
  for (const one of open.splice(0).reverse()) await one.close();
});

async function inboxWith(server: SMTPServerOptions) {
  const inbox = await scratchInbox(undefined, { server });
  open.push(inbox);
  return inbox;
}

function mailerTo(url: string, more: Partial<SmtpOptions> = {}) {
  const mailer = smtpMailer({ url, from: FROM, ...more });
  open.push(mailer);
  return mailer;
}

const [mail] = sampleMails(sampleMeeting()).map((owed) =>
  composeMail(owed, { portalUrl: null, publicUrl: 'https://booking.example.com', mailFrom: FROM.address }),
);
if (!mail) throw new Error('no mail');

/** As NODE_EXTRA_CA_CERTS does at the start. */
const trustScratch = () => tls.setDefaultCACertificates([...trusted, scratchCertificate.cert]);
const withTls: SMTPServerOptions = { ...scratchCertificate, disabledCommands: [] };

describe('a connection to the mail server', () => {
  it.each(['offered', 'required'] as const)(
    'sends nothing where STARTTLS is %s and the certificate is nobody’s that we know',
    async (words) => {
      const { port, mails } = await inboxWith(withTls);
      const error = await mailerTo(`smtp://localhost:${port}`, { tls: words })
        .send(mail)
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ message: expect.stringContaining('self-signed certificate') });
      expect(error).not.toBeInstanceOf(MailRefused);
      expect(mails).toEqual([]);
    },
  );

  it('sends nothing to a server whose certificate names another', async () => {
    trustScratch();
    const { port, mails } = await inboxWith(withTls);
    await expect(mailerTo(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toThrow(/altnames/);
    expect(mails).toEqual([]);
  });

  it('goes on under TLS where the certificate is right, and from the start with smtps', async () => {
    trustScratch();
    const startTls = await inboxWith(withTls);
    await mailerTo(`smtp://localhost:${startTls.port}`, { tls: 'required' }).send(mail);
    const fromTheStart = await inboxWith({ ...withTls, secure: true });
    await mailerTo(`smtps://localhost:${fromTheStart.port}`).send(mail);
    expect(startTls.mails[0]?.secure).toBe(true);
    expect(fromTheStart.mails[0]?.secure).toBe(true);
  });

  it('sends nothing in clear text where TLS is required and not offered, and goes without where it is off', async () => {
    const plain = await inboxWith({});
    await expect(mailerTo(plain.url, { tls: 'required' }).send(mail)).rejects.toThrow();
    expect(plain.mails).toEqual([]);
    const offering = await inboxWith(withTls);
    await mailerTo(offering.url, { tls: 'never' }).send(mail);
    expect(offering.mails[0]?.secure).toBe(false);
  });

  it('tells a refused sign-in from a refused mail: it passes once the operator has mended it', async () => {
    const onAuth: SMTPServerOptions['onAuth'] = ({ password }, _session, done) =>
      password === 'right %' ? done(null, { user: 'us' }) : done(new Error('Bad credentials'));
    const { port, mails } = await inboxWith({ allowInsecureAuth: true, authOptional: false, onAuth });
    const wrong = mailerTo(`smtp://us:wrong@127.0.0.1:${port}`).send(mail);
    await expect(wrong).rejects.toBeInstanceOf(SignInRefused);
    await mailerTo(`smtp://us:right%20%25@127.0.0.1:${port}`).send(mail);
    expect(mails).toHaveLength(1);
  });
});

/** A token endpoint: each token that it gives is another, and lives an hour. */
async function tokenEndpoint(refuse: (form: URLSearchParams) => string | null = () => null) {
  const asked: URLSearchParams[] = [];
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    const form = new URLSearchParams(body);
    asked.push(form);
    const error = refuse(form);
    res.writeHead(error ? 400 : 200, { 'content-type': 'application/json' });
    const token = { access_token: `token-${asked.length}`, expires_in: 3600, refresh_token: `refresh-${asked.length}` };
    res.end(JSON.stringify(error ? { error, error_description: form.get('client_secret') } : token));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => new Promise((resolve) => server.close(resolve)) });
  const tokenUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  const grant: OauthGrant = { tokenUrl, clientId: 'client', clientSecret: 'hunter22', scope: null };
  return { asked, grant };
}

/** Turns of one process that never ends: each refresh token is the one that came last. */
function ownTurns(): RefreshTurns {
  let refreshToken = 'refresh-0';
  return async (use) => {
    const renewed = await use([refreshToken]);
    refreshToken = renewed.refreshToken;
    return renewed;
  };
}

async function inboxOfTokens(...taken: string[]) {
  const seen: (string | undefined)[] = [];
  const inbox = await inboxWith({
    authMethods: ['XOAUTH2'],
    allowInsecureAuth: true,
    authOptional: false,
    onAuth({ accessToken, username }, _session, done) {
      seen.push(accessToken);
      if (accessToken && taken.includes(accessToken)) return done(null, { user: username });
      done(null, { data: { status: '401', schemes: 'bearer', scope: 'mail' } });
    },
  });
  return { ...inbox, seen, url: `smtp://booking%40rooms.example@127.0.0.1:${inbox.port}` };
}

describe('XOAUTH2', () => {
  it('signs in with a token, which later connections use too', async () => {
    const { asked, grant } = await tokenEndpoint();
    const { url, seen, mails } = await inboxOfTokens('token-1');
    const token = tokenSource(grant, ownTurns());
    await mailerTo(url, { token }).send(mail);
    await mailerTo(url, { token }).send(mail);
    expect(seen).toEqual(['token-1', 'token-1']);
    expect(mails).toHaveLength(2);
    expect(asked.map((form) => Object.fromEntries(form))).toEqual([
      { client_id: 'client', client_secret: 'hunter22', grant_type: 'refresh_token', refresh_token: 'refresh-0' },
    ]);
  });

  it('fetches another token where the server takes the one at hand no more, by the newest refresh token', async () => {
    const { asked, grant } = await tokenEndpoint();
    const { url, mails } = await inboxOfTokens('token-2');
    await mailerTo(url, { token: tokenSource(grant, ownTurns()) }).send(mail);
    expect(mails).toHaveLength(1);
    expect(asked.map((form) => form.get('refresh_token'))).toEqual(['refresh-0', 'refresh-1']);
  });

  it('renews a token before its end, once for all who ask at a time', async () => {
    const { asked, grant } = await tokenEndpoint();
    let now = 0;
    const token = tokenSource(grant, ownTurns(), () => now);
    expect(await Promise.all([token(false), token(false)])).toEqual(['token-1', 'token-1']);
    now = 3_600_000 - 60_001;
    expect(await token(false)).toBe('token-1');
    now += 1;
    expect(await token(false)).toBe('token-2');
    expect(asked).toHaveLength(2);
  });

  it('asks in the client’s own name where there is no refresh token', async () => {
    const { asked, grant } = await tokenEndpoint();
    const scope = 'https://outlook.office365.com/.default';
    await tokenSource({ ...grant, scope }, null)(false);
    expect(Object.fromEntries(asked[0] ?? [])).toEqual({
      client_id: 'client',
      client_secret: 'hunter22',
      grant_type: 'client_credentials',
      scope,
    });
  });

  it('says where no token is given, without a secret, and takes it for a trouble that passes', async () => {
    const { grant } = await tokenEndpoint(() => 'invalid_client');
    const { url, mails } = await inboxOfTokens('token-1');
    const error = await mailerTo(url, { token: tokenSource(grant, ownTurns()) })
      .send(mail)
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SignInRefused);
    expect((error as Error).message).toMatch(/127\.0\.0\.1:\d+ answered 400 \(invalid_client\)/);
    expect((error as Error).message).not.toContain('hunter22');
    expect(mails).toEqual([]);
  });

  it('gives up a sign-in that fails with a new token too', async () => {
    const { asked, grant } = await tokenEndpoint();
    const { url } = await inboxOfTokens();
    await expect(mailerTo(url, { token: tokenSource(grant, ownTurns()) }).send(mail)).rejects.toBeInstanceOf(
      SignInRefused,
    );
    expect(asked).toHaveLength(2);
  });
});

describe('DKIM', () => {
  it('signs each mail so that an independent reader finds it whole and ours, and not once a word is another', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    });
    const { url, mails } = await inboxWith({});
    const dkim = { domain: 'rooms.example', selector: 'booker', key: privateKey };
    await mailerTo(url, { dkim }).send(mail);
    const resolver = async (name: string, type: string) => {
      if (name !== 'booker._domainkey.rooms.example' || type !== 'TXT')
        throw Object.assign(new Error(name), { code: 'ENOTFOUND' });
      return [[`v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`]];
    };
    const verdict = async (raw: string) => (await dkimVerify(raw, { resolver })).results[0];
    const raw = mails[0]?.raw ?? '';
    expect(await verdict(raw)).toMatchObject({
      signingDomain: 'rooms.example',
      selector: 'booker',
      status: { result: 'pass', aligned: 'rooms.example' },
    });
    const signed = String((await verdict(raw))?.signingHeaders?.keys).toLowerCase();
    for (const header of ['from', 'to', 'subject', 'message-id', 'reply-to']) expect(signed).toContain(header);
    expect((await verdict(raw.replace(/^Subject: /m, 'Subject: No ')))?.status.result).toBe('fail');
  });

  it('signs along how to unsubscribe, where a mail says so', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'der' },
    });
    const { url, mails } = await inboxWith({});
    const mailer = mailerTo(url, { dkim: { domain: 'rooms.example', selector: 'booker', key: privateKey } });
    const address = `https://book.example.com/mails/off_${'aB3_-'.repeat(24)}?lang=en`;
    await mailer.send({ ...mail, unsubscribe: address });
    await mailer.send({ ...mail, unsubscribe: address.replace('https:', 'http:') });
    await mailer.send({ ...mail, unsubscribe: null });
    const headers = mails.map(({ raw }) => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' '));
    const list = headers.map((text) => text.split('\r\n').filter((line) => line.startsWith('List-')));
    expect(list).toEqual([
      [`List-Unsubscribe: <${address}>`, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click'],
      [`List-Unsubscribe: <${address.replace('https:', 'http:')}>`],
      [],
    ]);
    const signed = /\sh=([^;]+);/
      .exec(headers[0] ?? '')?.[1]
      ?.replace(/\s/g, '')
      .toLowerCase()
      .split(':');
    expect(signed).toEqual(expect.arrayContaining(['list-unsubscribe', 'list-unsubscribe-post']));
  });
});
