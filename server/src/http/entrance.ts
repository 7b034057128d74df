import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { redact } from '../log.ts';

/** What a caller may name its request by, so that it cannot write into our log or headers. */
const SANE_ID = /^[\w.:+/=-]{1,128}$/;

/**
 * First of the chain: gives each request its id (the caller's `X-Request-Id` where it is sane, else a new one), answers with it, and
 * logs one line when the answer is out: method, route pattern, status, milliseconds, id, and nothing that anyone typed.
 */
export function entrance(logger: Logger, clock: Clock): RequestHandler {
  // Unlike any other process's; within one, counting is enough.
  const prefix = Buffer.from(clock.randomBytes(6)).toString('base64url');
  let count = 0;
  return (req, res, next) => {
    const given = req.headers['x-request-id'];
    count += 1;
    const requestId = typeof given === 'string' && SANE_ID.test(given) ? given : `${prefix}-${count.toString(36)}`;
    res.setHeader('X-Request-Id', requestId);
    const startedAt = clock.now();
    res.once('close', () => {
      const line = {
        requestId,
        method: req.method,
        route: routeOf(req),
        status: res.statusCode,
        ms: clock.now() - startedAt,
      };
      if (!res.writableFinished) logger.info(line, 'aborted');
      else if (res.statusCode >= 500) logger.error(line);
      else logger.info(line);
    });
    next();
  };
}

/** The pattern that matched, else the path without what must not be kept. */
function routeOf(req: Request): string {
  const pattern: unknown = req.route?.path;
  if (typeof pattern === 'string') return req.baseUrl + pattern;
  return redact(req.originalUrl.split('?', 1)[0] ?? '').slice(0, 200);
}
