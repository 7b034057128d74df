import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { openPortal, type PortalAccess, readMeeting } from '../actions/portal-access.ts';
import { listPortalMeetings } from '../actions/portal-meetings.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { pageLanguageOf, pageLocale, pageWords } from './page-words.ts';
import { meetingArticle, upcomingArticles } from './portal-articles.ts';
import { switchPath } from './push-assets.ts';
import { pushSwitch, SWITCH_POLICY } from './push-switch.ts';
import { setPagePolicy } from './security.ts';

/** What a page of the portal is made of. */
interface PortalPage {
  readonly title: string;
  readonly token: string | null;
  /** What the server has written for whoever runs no script. */
  readonly written: Html;
  /** The reader may have this device told of what happens. */
  readonly isTold: boolean;
}

/**
 * `GET /portal/{token}`: the element, and in it what the link opens as the server has written it, for whoever runs no script: its one meeting, or
 * what lies ahead of the client.
 */
export function portalPage(ctx: Context, script: string): RequestHandler<{ token: string }> {
  return async (req, res) => {
    keepApart(res);
    const { token } = req.params;
    const access = await openPortal(ctx, token);
    sendPortal(req as Request, res, script, await writtenPage(ctx, access, token, pageLocale(req as Request)));
  };
}

/** `GET /portal`: where a client has their link sent. */
export function linkPage(script: string): RequestHandler {
  return (req, res) => {
    keepApart(res);
    const words = pageWords[pageLanguageOf(pageLocale(req))];
    const written = html`<div class="portal sheet padded"><p>${words.linkNeedsScript}</p></div>`;
    sendPortal(req, res, script, { title: words.yourMeetings, token: null, written, isTold: false });
  };
}

async function writtenPage(ctx: Context, access: PortalAccess, token: string, locale: string): Promise<PortalPage> {
  const words = pageWords[pageLanguageOf(locale)];
  const reader = { token, locale, scope: access.scope };
  if (access.meetingId !== null) {
    const meeting = await readMeeting(ctx, access, access.meetingId);
    const title = `${words.status[meeting.status]} · ${meeting.title}`;
    return { title, token, written: meetingArticle(meeting, reader), isTold: access.scope !== 'guest' };
  }
  const { items } = await listPortalMeetings(ctx, access, {
    statuses: ['scheduled', 'confirmed'],
    from: ctx.clock.now(),
    limit: MOST_SHOWN,
  });
  const meetings = items.map(({ meeting }) => meeting);
  return { title: words.yourMeetings, token, written: upcomingArticles(meetings, reader), isTold: true };
}

const MOST_SHOWN = 100;

/** Nobody keeps the page, frames it, finds it by searching or learns its address from where it leads. */
function keepApart(res: Response): void {
  res.setHeader('Cache-Control', 'private, no-store');
  setPagePolicy(res, 'nobody', 'no forms', [SWITCH_POLICY]);
}

function sendPortal(req: Request, res: Response, script: string, { title, token, written, isTold }: PortalPage): void {
  const locale = pageLocale(req);
  const words = pageWords[pageLanguageOf(locale)];
  sendPage(res, 200, {
    locale,
    title,
    isPrivate: true,
    script,
    main: html`<main class="wide">
<h1 class="hidden">${words.yourMeetings}</h1>
<meeting-portal${token !== null && html` token="${token}"`} locale="${locale}" deep-links>
${written}
</meeting-portal>
${isTold && pushSwitch(words, switchPath)}
</main>`,
  });
}
