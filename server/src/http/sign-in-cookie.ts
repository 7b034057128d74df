import type { Request, Response } from 'express';

/** With TLS a name that no other site, path or unsafe page can set (RFC 6265bis, section 4.1.3.2). */
const SAFE_NAME = '__Host-meeting-booker';
const PLAIN_NAME = 'meeting-booker';

/** As long as a sign-in lives at most; when it ends is the server's to say. */
const LONGEST_SECONDS = 90 * 86_400;

/** Where visitors reach us: by TLS or not decides how the cookie is called and kept. */
interface Site {
  readonly publicUrl: string;
}

/** The text of the cookie that a browser proves a sign-in by, whatever it is worth; null: there is none. */
export function readSignInCookie(site: Site, { headers }: Pick<Request, 'headers'>): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, text = ''] = part.trim().split('=', 2);
    if (name === nameAt(site)) return text;
  }
  return null;
}

/** Has the browser keep a sign-in, and send it back to us alone, from our own pages alone. */
export function setSignInCookie(site: Site, res: Response, text: string): void {
  res.append('Set-Cookie', `${nameAt(site)}=${text}; ${attributesAt(site)}; Max-Age=${LONGEST_SECONDS}`);
}

/** Has the browser forget it. */
export function clearSignInCookie(site: Site, res: Response): void {
  res.append('Set-Cookie', `${nameAt(site)}=; ${attributesAt(site)}; Max-Age=0`);
}

const isSafe = ({ publicUrl }: Site) => publicUrl.startsWith('https:');
const nameAt = (site: Site) => (isSafe(site) ? SAFE_NAME : PLAIN_NAME);
const attributesAt = (site: Site) => `Path=/; HttpOnly; SameSite=Strict${isSafe(site) ? '; Secure' : ''}`;
