import type { TextFormat, TextToSend } from './text-request.ts';

/** Hands one text message over; throws where it was not taken, TextRefused where it never will be. */
export type SendText = (message: TextToSend, signal: AbortSignal) => Promise<void>;

/** The gateway will not take this message, however often it is asked. */
class TextRefused extends Error {
  override readonly name = 'TextRefused';
  /** What the job worker asks of an error before it tries again. */
  readonly isFinal = true;
}

/** For the whole of a try, and read of an answer at most. */
const USUAL_TIMEOUT_MS = 20_000;
const READ_BYTES = 2_000;

/** Refusals that are for now: the gateway is busy, or was too slow. */
const FOR_NOW = [408, 421, 423, 425, 429];

/**
 * Sends text messages by a gateway. It is the operator's own, so it may stand anywhere; redirects are not followed. No error names the number, or
 * anything of the settings that may be secret.
 */
export function textSender(format: TextFormat, timeoutMs = USUAL_TIMEOUT_MS): SendText {
  return async (message, signal) => {
    const { url, ...request } = format.requestOf(message);
    const deadline = AbortSignal.timeout(timeoutMs);
    let response: Response;
    let said: string;
    try {
      response = await fetch(url, { ...request, redirect: 'manual', signal: AbortSignal.any([signal, deadline]) });
      said = response.ok ? '' : bare(await beginningOf(response), message, format);
      if (response.ok) await response.body?.cancel();
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.aborted) throw new Error(`The gateway did not answer within ${timeoutMs / 1000} seconds.`);
      throw new Error(`The gateway cannot be reached (${codeOf(error)}).`);
    }
    const { status } = response;
    if (response.ok) return;
    const text = `The gateway answered ${status}${said === '' ? '.' : `: ${said}`}`;
    if (status >= 300 && status < 400)
      throw new TextRefused(`The gateway answered ${status}; redirects are not followed.`);
    if (status >= 500 || FOR_NOW.includes(status)) throw new Error(text);
    throw new TextRefused(text);
  };
}

async function beginningOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= READ_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, READ_BYTES).toString('utf8');
}

/** What the gateway says, without what it repeats of the message or of the settings; a number may be repeated in any form. */
function bare(answer: string, { text }: TextToSend, { secrets }: TextFormat): string {
  const inLine = (lines: string) => lines.replace(/\s+/g, ' ').trim();
  const plain = [text, ...secrets].map(inLine).reduce((rest, secret) => rest.replaceAll(secret, '…'), inLine(answer));
  return plain.replace(/\+?\d(?:[\s().-]?\d){4,}/g, '…').slice(0, 200);
}

/** ECONNREFUSED and its like: more words might hold the address. */
function codeOf(error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : 'no connection';
}
