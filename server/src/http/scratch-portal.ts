import { guestToken } from '../actions/guest-access.ts';
import { givePortalLink } from '../actions/portal-links.ts';
import type { MeetingView } from './contract.ts';
import type { PortalView } from './portal-contract.ts';
import { bookedOf, type ScratchApp } from './scratch-app.ts';

/** For tests: a booked meeting of Ada's with her guest Bob, and every kind of link to it. */
export interface ScratchPortal {
  readonly meeting: MeetingView;
  readonly clientId: string;
  /** Of Ada's whole portal, of this meeting alone, of Bob's, and of the feed. */
  readonly tokens: Readonly<Record<'client' | 'meeting' | 'guest' | 'feed', string>>;
  /** The path of this meeting by a token, or of the portal itself with `''`. */
  at(token: string, rest?: string): string;
  /** Asks with a JSON body, where one is given. */
  send(method: string, path: string, body?: object, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

/** Books "intro" on the app; `body` is merged into a valid booking. */
export async function scratchPortal(app: ScratchApp, body: object = {}): Promise<ScratchPortal> {
  const { meeting, portalToken } = await bookedOf(await app.book({ guests: ['bob@example.com'], ...body }));
  const [row] = await app.raw('select client_id from meetings where id = $1', meeting.id);
  const clientId = String(row?.client_id);
  const { url } = await givePortalLink(app.ctx, clientId);
  const client = url.slice(url.lastIndexOf('/') + 1);
  const { links } = (await (await app.get(`/api/portal/${client}`)).json()) as PortalView;
  const feed = String(links.feed).split('/').at(-2) as string;
  const guest = guestToken(app.ctx.secret, { meetingId: meeting.id, generation: 1, email: 'bob@example.com' });
  return {
    meeting,
    clientId,
    tokens: { client, meeting: portalToken, guest, feed },
    at: (token, rest = `/meetings/${meeting.id}`) => `/api/portal/${token}${rest}`,
    send: (method, path, sent, headers = {}) =>
      fetch(app.url + path, {
        method,
        headers: { ...(sent ? { 'content-type': 'application/json' } : {}), ...headers },
        ...(sent ? { body: JSON.stringify(sent) } : {}),
      }),
  };
}
