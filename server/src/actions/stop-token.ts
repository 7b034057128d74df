import { timingSafeEqual } from 'node:crypto';
import { macOf } from './mac.ts';

/** The id's part after its prefix, as every meeting has it. */
const ID_LENGTH = 26;

/**
 * What a text message bears, to stop those about a meeting and all others to its number: the meeting's id without its prefix, and 96 bits of an
 * HMAC-SHA-256 of it under the secret: short, for every sign is paid for. It opens nothing: the number may be a stranger's, for nobody has proved it.
 */
export function stopToken(secret: Uint8Array, meetingId: string): string {
  const mac = macOf(secret, `stop texts ${meetingId}`).slice(0, 24);
  return meetingId.replace(/^mtg_/, '') + Buffer.from(mac, 'hex').toString('base64url');
}

/** The meeting whose texts a token stops, whether there is one or not; null: it is none of ours. */
export function meetingOfStopToken(secret: Uint8Array, token: string): string | null {
  const meetingId = `mtg_${token.slice(0, ID_LENGTH)}`;
  const given = Buffer.from(token);
  const right = Buffer.from(stopToken(secret, meetingId));
  return given.length === right.length && timingSafeEqual(given, right) ? meetingId : null;
}
