import type { Request, Response } from 'express';
import { html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { pageLanguageOf, pageLocale, pageWords } from './page-words.ts';
import { setPagePolicy } from './security.ts';

/** Whether a person looks at the answer: the path is no program's, and the browser asks for a page. */
export function wantsPage(req: Request): boolean {
  const isForPrograms = /^\/(?:api|healthz|readyz|openapi\.json)(?:\/|$)/.test(req.path);
  return !isForPrograms && (req.headers.accept?.includes('text/html') ?? false);
}

/** What went wrong, as a page: what happened, then what to do. Nothing of the address stands in it. */
export function sendLostPage(req: Request, res: Response, status: number): void {
  const locale = pageLocale(req);
  const { lost, book, newLink } = pageWords[pageLanguageOf(locale)];
  const what = trouble(req, status);
  const [title, text] = lost[what];
  const [path, next] = what === 'linkGone' ? ['/portal', newLink] : ['/', book];
  setPagePolicy(res, 'nobody');
  res.setHeader('Cache-Control', 'no-store');
  sendPage(res, status, {
    locale,
    title,
    isPrivate: true,
    main: html`<main class="narrow"><div class="sheet padded">
<h1>${title}</h1>
<p class="lead">${text}</p>
<a class="button" href="${path}">${next}</a>
</div></main>`,
  });
}

function trouble(req: Request, status: number): 'notFound' | 'linkGone' | 'tooMany' | 'unwell' {
  if (status === 429) return 'tooMany';
  if (status >= 500) return 'unwell';
  return /^\/(?:portal|t)\//.test(req.path) ? 'linkGone' : 'notFound';
}
