import { createHash } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { directionOf, languageOf } from '../notify/languages.ts';
import { type Html, html } from './html.ts';
import { pageIcon, pageStyles } from './page.styles.ts';
import { fixedRepresentation, sendRepresentation } from './representation.ts';

/** A whole page of ours. `main` stands in the body as it is. */
export interface Page {
  /** BCP 47. */
  readonly locale: string;
  readonly title: string;
  readonly description?: string;
  /** Kept out of search engines. */
  readonly isPrivate?: boolean;
  /** The path of a module script, from our own server. */
  readonly script?: string;
  readonly main: Html;
}

const stylesPath = `/page-${createHash('sha256').update(pageStyles).digest('hex').slice(0, 12)}.css`;
const iconPath = '/icon.svg';

/** Answers with a page; the caller has set its policy and caching. */
export function sendPage(res: Response, status: number, page: Page): void {
  const whole = html`<!doctype html>
<html lang="${page.locale}"${directionOf(languageOf(page.locale)) === 'rtl' && html` dir="rtl"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title}</title>
${page.description ? html`<meta name="description" content="${page.description}">` : null}
${page.isPrivate === true && html`<meta name="robots" content="noindex">`}
<link rel="icon" href="${iconPath}" type="image/svg+xml">
<link rel="stylesheet" href="${stylesPath}">
${page.script ? html`<script type="module" src="${page.script}"></script>` : null}
</head>
<body>
${page.main}
</body>
</html>
`;
  res.status(status).setHeader('Content-Type', 'text/html; charset=utf-8');
  if (page.isPrivate) res.setHeader('X-Robots-Tag', 'noindex');
  res.vary('Accept-Language');
  res.end(whole.text);
}

/** Serves the pages' own style sheet, under a name that changes with it, and their icon. */
export function pageAssets(): RequestHandler {
  const styles = fixedRepresentation('text/css; charset=utf-8', Buffer.from(pageStyles));
  const icon = fixedRepresentation('image/svg+xml', Buffer.from(pageIcon));
  return (req, res, next) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') next();
    else if (req.path === stylesPath) sendRepresentation(req, res, styles, 'public, max-age=31536000, immutable');
    else if (req.path === iconPath) sendRepresentation(req, res, icon, 'public, max-age=86400');
    else next();
  };
}
