import nodemailer, { type NodemailerError } from 'nodemailer';
import parseAddresses from 'nodemailer/lib/addressparser';
import type { InvitationMethod, OwedLinkMail, OwedMail } from '../domain/mail.ts';

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
  /** iCalendar text and the method that it names; null: no invitation. */
  readonly invitation: { readonly method: InvitationMethod; readonly content: string } | null;
}

/** Turns what rests in a job into a mail; `portalUrl` opens the client's own portal, null leaves it out. */
export type ComposeMail = (owed: OwedMail | OwedLinkMail, portalUrl: string | null) => Mail;

/** What takes mails away. `send` resolves once the mail is accepted, and throws MailRefused where trying again is of no use. */
export interface Mailer {
  send(mail: Mail, signal?: AbortSignal): Promise<void>;
  /** Lets go of its connections; what is being sent is finished first. */
  close(): void;
}

/** The mail server, or the mail itself, says that this mail will never go: the next try would be answered the same. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

export interface SmtpOptions {
  /** smtp://user:password@hostname:587 or smtps://… */
  readonly url: string;
  /** The sender of every mail. */
  readonly from: MailAddress;
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

/** A Mailer over SMTP: a few kept connections, and bounds on every wait. */
export function smtpMailer({ url, from }: SmtpOptions): Mailer {
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    // A try that fails is the job's to repeat, where it is counted and seen.
    maxRequeues: 0,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    dnsTimeout: 15_000,
    socketTimeout: 30_000,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail, signal) {
      if (!ONE_ADDRESS.test(mail.to.address)) throw new MailRefused('The recipient is not one mail address.');
      try {
        await transport.sendMail({ ...envelope(from, mail), ...content(mail), ...(signal ? { signal } : {}) });
      } catch (error) {
        throw refusalOf(error) ?? error;
      }
    },
    close: () => transport.close(),
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
    },
    xMailer: false as const,
  };
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

/**
 * A permanent refusal of the recipient or of what the mail says. A refusal of the sender, of the sign-in or for the want of one is none:
 * the operator can mend that, and then the mail goes.
 */
function refusalOf(error: unknown): MailRefused | null {
  const { command, permanent, message, responseCode } = error as NodemailerError;
  const isAboutTheMail = command === 'RCPT TO' || command === 'DATA';
  if (!isAboutTheMail || permanent !== true || responseCode === 530) return null;
  return new MailRefused(message, { cause: error });
}
