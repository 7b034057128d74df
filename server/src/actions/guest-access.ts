import { macOf } from './mac.ts';

/** 160 bits, in hexadecimal digits: of a guest's token as of any other. */
export const MAC_DIGITS = 40;

const PREFIX = 'gst_';

/** All that a guest's token is made of besides the secret. */
export interface GuestKey {
  readonly meetingId: string;
  /** The meeting's portal generation: raised, it makes every earlier link void. */
  readonly generation: number;
  readonly email: string;
}

/**
 * The token of one guest's link to one meeting, safe in a URL: the meeting's id under another prefix, and an HMAC-SHA-256 of meeting,
 * generation and address under the secret. It has no row: it is found by trying the meeting's guests.
 */
export function guestToken(secret: Uint8Array, { meetingId, generation, email }: GuestKey): string {
  const mac = macOf(secret, `guest ${meetingId} ${generation} ${email.toLowerCase()}`);
  return `${meetingId.replace(/^mtg_/, PREFIX)}.${mac.slice(0, MAC_DIGITS)}`;
}

/** The meeting that a guest's token speaks of, whether there is one or not; null: it is no guest's. */
export function guestTokenMeeting(token: string): string | null {
  if (!token.startsWith(PREFIX)) return null;
  return token.slice(0, Math.max(0, token.indexOf('.'))).replace(PREFIX, 'mtg_');
}
