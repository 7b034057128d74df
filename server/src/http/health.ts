import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Context } from '../actions/context.ts';
import { listTypes } from '../actions/list-types.ts';
import { Failure } from '../domain/failures.ts';
import { tzVersion } from '../domain/zone-rules.ts';
import type { ReadinessView } from './contract.ts';

/** `GET /healthz`: the process lives, whatever its database does. */
export const liveRoute: RequestHandler = (_req, res) => {
  res.setHeader('Cache-Control', 'no-store');
  res.json({ status: 'ok' });
};

/**
 * `GET /readyz`: the database answers; 503 where it does not. Names the program's version, that of
 * its zone rules, and that of the rules which Node carries and nothing here goes by.
 */
export function readyRoute(ctx: Context, version: string, logger: Logger): RequestHandler {
  return async (_req, res) => {
    res.setHeader('Cache-Control', 'no-store');
    try {
      await listTypes(ctx);
    } catch (error) {
      logger.error({ err: error }, 'the database does not answer');
      throw new Failure('temporarily_unavailable', 'The database does not answer.', {
        retryAfterSeconds: 5,
      });
    }
    const view: ReadinessView = {
      status: 'ok',
      version,
      tzVersion,
      runtimeTzVersion: process.versions.tz ?? 'none',
    };
    res.json(view);
  };
}
