import { lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, request as overHttp, type RequestOptions } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookAnswer } from '../domain/webhook.ts';
import { nameOf, type WebhookTargets } from './webhook-target.ts';

/** One POST; `url` was found without a mistake. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What was answered, with the answer's `Retry-After` as it came; null: none. */
export interface GuardedAnswer extends WebhookAnswer {
  readonly retryAfter: string | null;
}

export interface WebhookPostOptions {
  readonly targets: WebhookTargets;
  readonly userAgent: string;
  /** Resolves names; the system's own where absent. */
  readonly lookup?: LookupFunction;
  /** For the whole of a try, from the name to the end of the answer. */
  readonly timeoutMs?: number;
}

/** Read of an answer, and kept of it, in bytes. */
const READ_BYTES = 64 * 1024;
const KEPT_BYTES = 2 * 1024;
const USUAL_TIMEOUT_MS = 15_000;

/** Sends webhooks, as `guardedSender` sends. */
export function webhookSender(options: WebhookPostOptions) {
  const send = guardedSender(options);
  return async (request: WebhookRequest, signal: AbortSignal): Promise<WebhookAnswer> => {
    const { retryAfter: _, ...answer } = await send(request, signal);
    return answer;
  };
}

/**
 * Sends to addresses that somebody typed. Whether an address may be reached is asked of each one that the name resolves to as the connection is made, so that no
 * second answer of a name server can lead elsewhere; every connection is new, redirects are not followed, and no proxy stands between.
 * Whatever goes wrong is in the answer; rejects only where `signal` aborts.
 */
export function guardedSender({ targets, userAgent, lookup, timeoutMs = USUAL_TIMEOUT_MS }: WebhookPostOptions) {
  const guarded = guardedLookup(targets, lookup ?? (systemLookup as LookupFunction));
  return async (request: WebhookRequest, signal: AbortSignal): Promise<GuardedAnswer> => {
    const url = new URL(request.url);
    const mistake = targets.mistakeIn(request.url);
    if (mistake !== null) return failed(`The address ${mistake}.`);
    const deadline = AbortSignal.timeout(timeoutMs);
    const options: RequestOptions = {
      method: 'POST',
      headers: { ...request.headers, 'user-agent': userAgent, 'content-length': Buffer.byteLength(request.body) },
      lookup: guarded,
      agent: false,
      signal: AbortSignal.any([signal, deadline]),
    };
    try {
      return await exchange(url, options, request.body);
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) return failed(`There was no answer within ${timeoutMs / 1000} seconds.`);
      return failed(reasonOf(error));
    }
  };
}

class TargetRefused extends Error {
  override readonly name = 'TargetRefused';
  constructor() {
    super('The name resolves to an address that is not public.');
  }
}

/** Answers only addresses that may be reached; a name of which any may not is refused whole. */
function guardedLookup(targets: WebhookTargets, lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const addresses = typeof found === 'string' ? [{ address: found, family: isIP(found) }] : found;
      const [first] = addresses;
      const isOpen = addresses.every(({ address }) => targets.mayReach(nameOf(hostname), address));
      if (!first || !isOpen) return callback(new TargetRefused(), []);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function exchange(url: URL, options: RequestOptions, body: WebhookRequest['body']): Promise<GuardedAnswer> {
  return new Promise((resolve, reject) => {
    let hasAnswered = false;
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, options, async (response) => {
      hasAnswered = true;
      // From here on the status decides, whatever becomes of the connection.
      const answer = await readBeginning(response);
      const retryAfter = response.headers['retry-after'] ?? null;
      resolve({ ...answered(response.statusCode ?? 0, answer), retryAfter });
      request.destroy();
    });
    const unlessAnswered = (error: Error) => {
      if (!hasAnswered) reject(error);
    };
    request.on('error', unlessAnswered);
    // Nobody asked to speak another protocol.
    request.on('upgrade', (_, socket) => {
      socket.destroy();
      reject(new Error('the receiver speaks another protocol'));
    });
    request.on('close', () => unlessAnswered(new Error('the connection ended without an answer')));
    request.end(body);
  });
}

/** As much of the body as came before its end, the bound, the deadline or a break: what the receiver meant, its status says. */
async function readBeginning(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size >= READ_BYTES) break;
    }
  } catch {
    // What came so far is enough.
  }
  return shownText(Buffer.concat(chunks).subarray(0, KEPT_BYTES));
}

/** No character cut in half, and none that a database or a screen takes amiss. */
function shownText(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes, { stream: true });
  return text.replaceAll(/[^\P{Cc}\n\t]/gu, '\u{FFFD}');
}

function answered(status: number, answer: string): WebhookAnswer {
  if (status >= 200 && status < 300) return { status, answer, error: null };
  const isRedirect = status >= 300 && status < 400;
  return {
    status,
    answer,
    error: `The receiver answered ${status}${isRedirect ? '; redirects are not followed' : ''}.`,
  };
}

function failed(error: string): GuardedAnswer {
  return { status: null, answer: null, error, retryAfter: null };
}

/** What an error is called, in one line that an owner can look up; of several tries of one connection the first. */
function reasonOf(error: unknown): string {
  if (error instanceof TargetRefused) return error.message;
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const { code, message } = Object(first) as { code?: unknown; message?: unknown };
  return `The connection failed: ${typeof code === 'string' ? code : String(message)}`.slice(0, 300);
}
