import type { Request, RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { getType, listTypes, type TypeCard } from '../actions/list-types.ts';
import { listNames } from '../notify/meeting-words.ts';
import { oneLine } from '../notify/safe-text.ts';
import type { AllowedOrigins } from '../settings.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { type PageWords, pageLanguageOf, pageLocale, pageWords } from './page-words.ts';
import { setPagePolicy } from './security.ts';

/** `GET /`: the listed types, each a link to its own page. */
export function homePage(ctx: Context): RequestHandler {
  return async (req, res) => {
    const locale = pageLocale(req);
    const words = pageWords[pageLanguageOf(locale)];
    const types = await listTypes(ctx);
    setPagePolicy(res, 'nobody');
    res.setHeader('Cache-Control', 'no-cache');
    sendPage(res, 200, {
      locale,
      title: words.book,
      description: words.bookLead,
      main: html`<main class="narrow">
<h1>${words.book}</h1>
<p class="lead">${types.length > 0 ? words.bookLead : words.nothingListed}</p>
${types.length > 0 && html`<ul class="types sheet">${types.map((type) => typeEntry(type, words, locale, req))}</ul>`}
</main>`,
    });
  };
}

/**
 * `GET /{slug}`: a type's own booking page, to share as a link. Its query may hold `name`, `email`, `phone`, `notes`, `guests`,
 * `timeZone`, `duration`, `date`, `slot` and `lang` or `locale`; whatever else stands there (a campaign's marks) does no harm.
 */
export function bookingPage(ctx: Context, script: string, framedBy: AllowedOrigins): RequestHandler<{ slug: string }> {
  return async (req, res) => {
    const type = await getType(ctx, req.params.slug);
    const locale = pageLocale(req as Request);
    const words = pageWords[pageLanguageOf(locale)];
    setPagePolicy(res, framedBy);
    // What stands in the query is the visitor's own.
    res.setHeader('Cache-Control', 'private, no-cache');
    sendPage(res, 200, {
      locale,
      title: type.title,
      description: oneLine(type.description, 200),
      script,
      main: html`<main class="wide">
<a class="back" href="/?lang=${pageLanguageOf(locale)}">${words.allTypes}</a>
<h1 class="hidden">${type.title}</h1>
<meeting-booker type="${type.slug}" locale="${locale}"${prefill(req.query)}></meeting-booker>
<noscript><p class="sheet padded">${words.needsScript}</p></noscript>
</main>`,
    });
  };
}

/** What a link may say for its reader: the query's parameter, and the element's attribute. */
const PREFILLED: readonly (readonly [parameter: string, attribute: string])[] = [
  ['name', 'prefill-name'],
  ['email', 'prefill-email'],
  ['phone', 'prefill-phone'],
  ['notes', 'prefill-notes'],
  ['guests', 'prefill-guests'],
  ['timeZone', 'time-zone'],
  ['duration', 'duration'],
  ['date', 'date'],
  ['slot', 'slot'],
];

function prefill(query: Request['query']): Html[] {
  return PREFILLED.flatMap(([parameter, attribute]) => {
    const value = query[parameter];
    return typeof value === 'string' && value !== '' ? [html` ${attribute}="${oneLine(value, 500)}"`] : [];
  });
}

function typeEntry(type: TypeCard, words: PageWords, locale: string, req: Request): Html {
  const kinds = [...new Set(type.locations.map(({ kind }) => words.kinds[kind]))];
  const facts = [
    words.duration(type.durationsMinutes),
    ...kinds,
    type.capacity > 1 ? words.seats(type.capacity) : '',
    type.hosts.length > 0
      ? words.withHosts(
          listNames(
            type.hosts.map((host) => host.name),
            locale,
          ),
        )
      : '',
  ].filter(Boolean);
  const { lang } = req.query;
  const query = typeof lang === 'string' ? `?lang=${pageLanguageOf(locale)}` : '';
  return html`<li><a href="/${type.slug}${query}"><span class="title">${type.title}</span>
<span class="facts">${facts.join(' · ')}</span>
${type.description !== '' && html`<span class="about">${type.description}</span>`}</a></li>`;
}
