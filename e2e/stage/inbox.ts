import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** One mail as it came over the wire. */
export interface Received {
  /** The envelope's recipients; our mails have one. */
  readonly to: readonly string[];
  readonly raw: string;
  readonly mail: ParsedMail;
}

/** A mail server on the loopback that takes everything and keeps it. */
export interface Inbox {
  /** For BOOKER_SMTP_URL. */
  readonly url: string;
  readonly received: readonly Received[];
  /** The mails for one address, once there are at least `count`; throws when that takes longer than the patience. */
  mailsTo(address: string, count?: number, patienceMs?: number): Promise<Received[]>;
  /** Forgets what came. */
  empty(): void;
  close(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** Opens one on a port of the system's choice. */
export async function openInbox(): Promise<Inbox> {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(({ address }) => address);
      read(stream).then(({ raw, mail }) => {
        received.push({ to, raw, mail });
        done();
      }, done);
    },
  });
  // A program that is killed in the middle of a mail breaks its connection, which is no trouble of ours.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    async mailsTo(address, count = 1, patienceMs = PATIENCE_MS) {
      const deadline = Date.now() + patienceMs;
      for (;;) {
        const mails = received.filter(({ to }) => to.includes(address));
        if (mails.length >= count) return mails;
        if (Date.now() > deadline) {
          throw new Error(`${mails.length} of ${count} mails came for ${address}; in all there are ${received.length}`);
        }
        await delay(25);
      }
    },
    empty: () => void received.splice(0),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Throws when the sender is gone before the mail's end. */
async function read(stream: AsyncIterable<Buffer>): Promise<Pick<Received, 'raw' | 'mail'>> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  return { raw: raw.toString('utf8'), mail: await simpleParser(raw) };
}
