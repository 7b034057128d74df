import cors from 'cors';
import type { Request, RequestHandler } from 'express';
import { Failure } from '../domain/failures.ts';
import type { AllowedOrigins } from '../settings.ts';

const EXPOSED = [
  'ETag',
  'Retry-After',
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
  'X-Request-Id',
].join(', ');

const SHARED = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
  allowedHeaders: [
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Last-Event-ID',
    'Proof-Of-Work',
    'X-Request-Id',
  ],
  exposedHeaders: EXPOSED,
  maxAge: 7200,
};

/**
 * Whose pages may call the API: our own always, and the allowed ones by CORS, never with credentials. What any other page's script
 * would change is refused (`origin_refused`); what it reads, its browser withholds from it.
 */
export function crossOrigin(allowed: AllowedOrigins, ownOrigin: () => string): RequestHandler[] {
  if (allowed === '*') return [anyOrigin];
  const answer = cors<Request>((req, done) => {
    const { origin } = req.headers;
    done(null, { ...SHARED, origin: origin !== undefined && allowed.includes(origin) ? origin : false });
  });
  return [
    (req, res, next) => {
      res.vary('Origin');
      const { origin } = req.headers;
      const changes = !['GET', 'HEAD', 'OPTIONS'].includes(req.method);
      if (origin === undefined || !changes || allowed.includes(origin) || isOwn(req, origin, ownOrigin())) next();
      else next(new Failure('origin_refused', 'Pages of this origin may not do this here.'));
    },
    answer,
  ];
}

const preflight = cors({ ...SHARED, origin: '*' });

/** The same for every answer, which is why it is not asked of the package each time: this stands on the way to every slot. */
const anyOrigin: RequestHandler = (req, res, next) => {
  if (req.method === 'OPTIONS') {
    preflight(req, res, next);
    return;
  }
  res.setHeader('Access-Control-Allow-Origin', '*');
  res.setHeader('Access-Control-Expose-Headers', EXPOSED);
  next();
};

/**
 * Throws Failure forbidden where a page of another site asks, as its browser tells (`Sec-Fetch-Site`, `Origin`); with `told`, also where nothing
 * tells that it is one of ours.
 */
export function refuseOtherSites(req: Request, ownOrigin: string, { told }: { readonly told: boolean }): void {
  const { origin, 'sec-fetch-site': site } = req.headers;
  const isOurs =
    (site === undefined || site === 'same-origin') && (origin === undefined || isOwn(req, origin, ownOrigin));
  if (!isOurs || (told && site === undefined && origin === undefined)) {
    throw new Failure('forbidden', 'Only pages of this server may do this by a sign-in.');
  }
}

/** The page came from the very name that this request was sent to, whatever we are called elsewhere. */
function isOwn(req: Request, origin: string, own: string): boolean {
  return origin === own || (URL.canParse(origin) && new URL(origin).host === req.headers.host);
}
