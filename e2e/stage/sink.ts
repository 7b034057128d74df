import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** What is left of a mail that nobody reads: which it was, and to whom. */
export interface Letter {
  readonly messageId: string;
  readonly to: string;
}

/** A mail server on the loopback that takes everything and keeps next to nothing, for mails by the thousand. */
export interface Sink {
  /** For BOOKER_SMTP_URL. */
  readonly url: string;
  /** In the order in which they came, each as often as it came. */
  readonly letters: readonly Letter[];
  close(): Promise<void>;
}

/** Opens one on a port of the system's choice. */
export async function openSink(): Promise<Sink> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (bytes: Buffer) => {
        text += bytes.toString('latin1');
      });
      stream.on('end', () => {
        const messageId = /^message-id: *(\S+)/im.exec(text)?.[1] ?? '';
        letters.push({ messageId, to: session.envelope.rcptTo.map(({ address }) => address).join() });
        done();
      });
    },
  });
  // A program that is killed in the middle of a mail breaks its connection, which is no trouble of ours.
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
