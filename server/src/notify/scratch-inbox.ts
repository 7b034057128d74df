import type { AddressInfo, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as it came in: the envelope, the raw text, and what a reader makes of it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** It came under TLS. */
  readonly secure: boolean;
  readonly parsed: ParsedMail;
}

/** A reply that the server gives instead of taking the mail, and at which word of the dialogue. */
export interface Refusal {
  readonly at: 'MAIL' | 'RCPT' | 'DATA';
  readonly code: number;
  /** What stands behind the code. */
  readonly text?: string;
}

/** What the server does at the end of a mail, which it has taken: it says nothing for ever or for a while, or cuts the connection. */
export type Silence = 'hangs' | 'ponders' | 'cuts';

const PONDERING_MS = 2_500;

/** What a server may be besides. */
export interface InboxOptions {
  /** Asked with each mail that was taken, and how many were so far. */
  readonly afterMail?: (count: number) => Silence | null;
  /** More of the server: TLS, who may sign in. */
  readonly server?: SMTPServerOptions;
}

/**
 * For tests: a real SMTP server on a free port of this machine. `refuse` is asked of each sender and recipient, with how often that
 * recipient was tried; null takes the mail.
 */
export async function scratchInbox(
  refuse: (address: string, tries: number) => Refusal | null = () => null,
  { afterMail = () => null, server: more = {} }: InboxOptions = {},
) {
  const mails: ReceivedMail[] = [];
  const tries = new Map<string, number>();
  const lines = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    ...more,
    onMailFrom({ address }, _session, callback) {
      callback(refusal('MAIL', address));
    },
    onRcptTo({ address }, _session, callback) {
      tries.set(address, (tries.get(address) ?? 0) + 1);
      callback(refusal('RCPT', address));
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const error = to.map((address) => refusal('DATA', address)).find(Boolean);
        if (error) return callback(error);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const raw = Buffer.concat(chunks);
        mails.push({ from, to, secure: session.secure, raw: raw.toString('utf8'), parsed: await simpleParser(raw) });
        const silence = afterMail(mails.length);
        if (silence === 'cuts') for (const line of lines) line.destroy();
        if (silence === 'ponders') setTimeout(callback, PONDERING_MS);
        if (silence === null) callback();
      });
    },
  });
  server.server.on('connection', (line: Socket) => {
    lines.add(line);
    line.on('close', () => lines.delete(line));
  });

  function refusal(at: Refusal['at'], address: string): Error | null {
    const found = refuse(address, tries.get(address) ?? 0);
    if (found?.at !== at) return null;
    return Object.assign(new Error(found.text ?? 'As the test wants it.'), { responseCode: found.code });
  }

  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    mails,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
