import nodemailer, { type SMTPPoolOptions } from 'nodemailer';
import parseAddresses from 'nodemailer/lib/addressparser';
import type { AnyOwedMail, InvitationMethod } from '../domain/mail.ts';
import { MailRefused } from '../domain/mail-refused.ts';
import { meaningOf } from './mail-refusal.ts';
import type { TokenSource } from './oauth-token.ts';
import type { OwnTexts } from './own-letter.ts';

/** One mailbox, its parts apart: nothing in the name can ever become a second address. */
export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

/** A mail that is ready to go: one recipient. */
export interface Mail {
  readonly to: MailAddress;
  readonly replyTo: MailAddress;
  /** With its angle brackets; the same at every try. */
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** An address that ends mails of this kind to their reader, by POST at once; null: they cannot be done without. */
  readonly unsubscribe: string | null;
  /** iCalendar text and the method that it names; null: no invitation. */
  readonly invitation: { readonly method: InvitationMethod; readonly content: string } | null;
}

/** What a mail is made of besides what rests in its job. */
export interface MailParts extends OwnTexts {
  /** Opens the portal to the client or guest whose own mail it is; null leaves it out. */
  readonly portalUrl: string | null;
  /** Signs in the host whose own mail it is; null or absent leaves it out. */
  readonly signInUrl?: string | null | undefined;
  /** What a mail of the template `client_code` brings; null or absent: it is gone. */
  readonly code?: string | null;
  /** Switches mails of this kind off for its reader; null or absent leaves it out. */
  readonly offUrl?: string | null | undefined;
}

/** Turns what rests in a job into a mail. */
export type ComposeMail = (owed: AnyOwedMail, parts: MailParts) => Mail;

/** What takes mails away. `send` resolves once the mail is accepted, and throws MailRefused where trying again is of no use. */
export interface Mailer {
  send(mail: Mail, signal?: AbortSignal): Promise<void>;
  /** Lets go of its connections; what is being sent is finished first. */
  close(): void;
}

/** How long a mail may take, in milliseconds. */
export interface SmtpPatience {
  /** Until the server takes its text: a server that hangs there has nothing yet, and the mail can soon be tried again. */
  readonly dialogueMs: number;
  /** From then until the server says what it makes of it. */
  readonly verdictMs: number;
}

/** How mail goes out. */
export interface SmtpOptions {
  /** smtp://user:password@hostname:587 or smtps://…, where the connection is TLS from the start. */
  readonly url: string;
  /** The sender of every mail. */
  readonly from: MailAddress;
  /** Of a connection that begins in clear text: STARTTLS always, wherever the server offers it (if absent), or never. Certificates are checked. */
  readonly tls?: 'required' | 'offered' | 'never' | undefined;
  /** Signs in by XOAUTH2 with its tokens, in place of a password. */
  readonly token?: TokenSource | undefined;
  /** Signs each mail (RFC 6376); the key is PEM. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly key: string } | undefined;
  readonly patience?: SmtpPatience | undefined;
}

/** Reads `name@example.com` or `Name <name@example.com>`; throws where the text is not exactly one address. */
export function readMailAddress(text: string): MailAddress {
  const [first, ...others] = parseAddresses(text);
  if (!first || others.length > 0 || !('address' in first) || !first.address?.includes('@')) {
    throw new Error('must be one address like name@example.com or "Name <name@example.com>"');
  }
  return { name: first.name, address: first.address };
}

/** No sign that could end an address, begin another, or need quoting. */
const ONE_ADDRESS = /^[^\s\p{Cc}<>()[\]\\,;:@"]+@[^\s\p{Cc}<>()[\]\\,;:@"]+$/u;

/** RFC 5321, 4.5.3.2.6: so long a server may ponder over a whole mail. Who goes away earlier sends it twice. */
const PATIENCE: SmtpPatience = { dialogueMs: 90_000, verdictMs: 600_000 };

/** A Mailer over SMTP: a few kept connections, and bounds on every wait. */
export function smtpMailer(options: SmtpOptions): Mailer {
  const { from, patience = PATIENCE } = options;
  const transport = nodemailer.createTransport(transportOptions(options));
  /** Those under way, by Message-ID: called when the whole text is on its way. */
  const written = new Map<string, () => void>();
  transport.use('stream', ({ data, message }, done) => {
    message.processFunc((text) => text.once('end', () => written.get(String(data.messageId))?.()));
    done();
  });
  return {
    async send(mail, signal) {
      if (!ONE_ADDRESS.test(mail.to.address)) throw new MailRefused('The recipient is not one mail address.');
      const bound = newBound(patience.dialogueMs, signal);
      written.set(mail.messageId, () => bound.extend(patience.verdictMs));
      try {
        await transport.sendMail({ ...envelope(from, mail), ...content(mail), signal: bound.signal });
      } catch (error) {
        throw bound.signal.aborted ? bound.signal.reason : meaningOf(error);
      } finally {
        written.delete(mail.messageId);
        bound.end();
      }
    },
    close: () => transport.close(),
  };
}

/** A signal that aborts after `ms`, or with another; `extend` begins the wait anew, for so long. */
function newBound(ms: number, other: AbortSignal | undefined) {
  const over = new AbortController();
  const abort = () => over.abort(new Error('The mail server did not answer in time.'));
  let timer = setTimeout(abort, ms);
  return {
    signal: other ? AbortSignal.any([over.signal, other]) : over.signal,
    extend(longer: number) {
      clearTimeout(timer);
      timer = setTimeout(abort, longer);
    },
    end: () => clearTimeout(timer),
  };
}

function transportOptions({ url, tls, token, dkim, patience = PATIENCE }: SmtpOptions): SMTPPoolOptions {
  const { protocol, hostname, port, username, password } = new URL(url);
  const user = decodeURIComponent(username);
  const isFromTheStart = protocol === 'smtps:';
  return {
    pool: true,
    maxConnections: 2,
    // A try that fails is the job's to repeat, where it is counted and seen.
    maxRequeues: 0,
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    ...(port === '' ? {} : { port: Number(port) }),
    secure: isFromTheStart,
    requireTLS: !isFromTheStart && tls === 'required',
    ignoreTLS: tls === 'never',
    ...(user === '' ? {} : { auth: token ? oauth(user, token) : { user, pass: decodeURIComponent(password) } }),
    ...(dkim ? { dkim: signing(dkim) } : {}),
    connectionTimeout: 15_000,
    greetingTimeout: 30_000,
    dnsTimeout: 15_000,
    socketTimeout: patience.verdictMs,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** What is signed, where it stands: that it is unsubscribed from by one press must be, too (RFC 8058 section 4). */
const SIGNED = [
  ...['From', 'Sender', 'Reply-To', 'Subject', 'Date', 'Message-ID', 'To', 'Cc', 'MIME-Version'],
  ...['Content-Type', 'Content-Transfer-Encoding', 'In-Reply-To', 'References', 'Auto-Submitted'],
  ...['List-Unsubscribe', 'List-Unsubscribe-Post'],
];

function signing({ domain, selector, key }: NonNullable<SmtpOptions['dkim']>) {
  return { domainName: domain, keySelector: selector, privateKey: key, headerFieldNames: SIGNED.join(':') };
}

/** Asks us for each token, since its own are fetched anew for every connection. */
function oauth(user: string, token: TokenSource): SMTPPoolOptions['auth'] {
  return {
    type: 'OAuth2',
    user,
    provisionCallback: (_user, isRefused, answer) => {
      token(isRefused).then(
        (text) => answer(null, text),
        (error: Error) => answer(error),
      );
    },
  };
}

function envelope(from: MailAddress, mail: Mail) {
  return {
    from: { ...from },
    to: { ...mail.to },
    replyTo: { ...mail.replyTo },
    messageId: mail.messageId,
    headers: {
      // RFC 3834: answering machines do not answer these.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...unsubscribing(mail.unsubscribe),
    },
    xMailer: false as const,
  };
}

/** RFC 2369 and, where the address is one that it allows, RFC 8058: a button in the mail program that asks for no page. */
function unsubscribing(url: string | null): Record<string, string> {
  if (url === null) return {};
  const oneClick = url.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {};
  return { 'List-Unsubscribe': `<${url}>`, ...oneClick };
}

function content(mail: Mail) {
  const { invitation } = mail;
  return {
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    ...(invitation
      ? { icalEvent: { method: invitation.method, filename: 'invite.ics', content: invitation.content } }
      : {}),
  };
}
