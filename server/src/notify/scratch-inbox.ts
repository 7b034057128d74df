import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail as it came in: the envelope, the raw text, and what a reader makes of it. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** A reply that the server gives instead of taking the mail, and at which word of the dialogue. */
export interface Refusal {
  readonly at: 'MAIL' | 'RCPT' | 'DATA';
  readonly code: number;
}

/**
 * For tests: a real SMTP server on a free port of this machine. `refuse` is asked of each sender and recipient, with how often that
 * recipient was tried; null takes the mail.
 */
export async function scratchInbox(refuse: (address: string, tries: number) => Refusal | null = () => null) {
  const mails: ReceivedMail[] = [];
  const tries = new Map<string, number>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
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
        mails.push({ from, to, raw: raw.toString('utf8'), parsed: await simpleParser(raw) });
        callback();
      });
    },
  });

  function refusal(at: Refusal['at'], address: string): Error | null {
    const found = refuse(address, tries.get(address) ?? 0);
    return found?.at === at ? Object.assign(new Error('As the test wants it.'), { responseCode: found.code }) : null;
  }

  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}
