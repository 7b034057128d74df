import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { type MailsState, mailsByToken, switchMails } from '../actions/mails-off.ts';
import { isolated, LANGUAGES, type Language } from '../notify/languages.ts';
import { OFF_WORDS } from '../notify/templates/off-words.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { setPagePolicy } from './security.ts';

type OfMails = RequestHandler<{ token: string }>;

/** `GET /mails/{token}`, and `…/on`, where a browser may be left: which mails the link is about, and a button. Programs that look at links change nothing by it. */
export function mailsPage(ctx: Context): OfMails {
  return async (req, res) => {
    sendState(ctx, req as Request, res, req.params.token, await mailsByToken(ctx, req.params.token));
  };
}

/**
 * `POST /mails/{token}`, and `…/on` for them again: at once, whatever the body, as a mail program sends it for its reader (RFC 8058) or the
 * page's button does. It answers with the page and leads nowhere else, for such programs follow nothing.
 */
export function switchMailsRoute(ctx: Context, off: boolean): OfMails {
  return async (req, res) => {
    const { token } = req.params;
    sendState(ctx, req as Request, res, token, await switchMails(ctx, token, off));
  };
}

function sendState(ctx: Context, req: Request, res: Response, token: string, { kind, address, off }: MailsState): void {
  const language = languageAsked(req);
  const words = OFF_WORDS[language];
  const said = words[kind];
  const site = new URL(ctx.publicUrl).host;
  const state = (off ? said.off : said.on)(isolated(address, language), isolated(site, language));
  res.setHeader('Cache-Control', 'private, no-store');
  setPagePolicy(res, 'nobody', 'forms');
  sendPage(res, 200, {
    locale: language,
    title: said.name,
    isPrivate: true,
    main: html`<main class="narrow"><div class="sheet padded">
<h1>${said.name}</h1>
<p class="lead" role="status">${state}</p>
${off && html`<p class="rest">${words.rest}</p>`}
${form(`/mails/${token}${off ? '/on' : ''}?lang=${language}`, off ? said.again : said.stop)}
</div></main>`,
  });
}

function form(action: string, label: string): Html {
  return html`<form method="post" action="${action}"><button class="button" type="submit">${label}</button></form>`;
}

/** The mail's own, which its link names; else the first that the browser asks for and we write. */
function languageAsked(req: Request): Language {
  const { lang } = req.query;
  const tags = [...(typeof lang === 'string' ? [lang] : []), ...req.acceptsLanguages()];
  for (const tag of tags) {
    const language = LANGUAGES.find((known) => known === tag.toLowerCase().split('-')[0]);
    if (language) return language;
  }
  return 'en';
}
