import type { Request, RequestHandler, Response } from 'express';
import { readStopLink, stopTexts } from '../actions/choose-texts.ts';
import type { Context } from '../actions/context.ts';
import { directionOf, LANGUAGES, type Language } from '../notify/languages.ts';
import { html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { setPagePolicy } from './security.ts';
import { type StopWords, stopWords } from './stop-words.ts';

type OfLink = RequestHandler<{ token: string }>;

/** `GET /t/{token}`: asks whether text messages shall end. It changes nothing, for phones open the links of texts by themselves. */
export function stopPage(ctx: Context): OfLink {
  return async (req, res) => {
    const { number } = await readStopLink(ctx, req.params.token);
    sendStopPage(req as Request, res, number !== null);
  };
}

/** `POST /t/{token}`: ends them. */
export function stopTextsPage(ctx: Context): OfLink {
  return async (req, res) => {
    await stopTexts(ctx, req.params.token);
    sendStopPage(req as Request, res, false);
  };
}

/** The number is not on it: the link may be another's by now. */
function sendStopPage(req: Request, res: Response, isOn: boolean): void {
  const language = languageFor(req);
  const words: StopWords = stopWords[language];
  const title = isOn ? words.title : words.doneTitle;
  setPagePolicy(res, 'nobody', 'forms');
  res.setHeader('Cache-Control', 'private, no-store');
  sendPage(res, 200, {
    locale: language,
    title,
    isPrivate: true,
    main: html`<main class="narrow" dir="${directionOf(language)}"><div class="sheet padded">
<h1>${title}</h1>
<p class="lead">${isOn ? words.lead : words.doneLead}</p>
${isOn && html`<form method="post"><button class="button">${words.stop}</button></form>`}
</div></main>`,
  });
}

/** What the browser prefers of the languages that texts are written in. */
function languageFor(req: Request): Language {
  const wanted = req.acceptsLanguages().map((tag) => tag.toLowerCase().split('-')[0]);
  return (
    LANGUAGES.find((language) => language === wanted.find((one) => LANGUAGES.some((known) => known === one))) ?? 'en'
  );
}
