import type { RequestHandler } from 'express';

/** One path and what each of its methods runs, in order. */
export interface Route {
  readonly path: string;
  readonly get?: readonly RequestHandler[];
  readonly post?: readonly RequestHandler[];
  readonly put?: readonly RequestHandler[];
  readonly delete?: readonly RequestHandler[];
}

/** The path beside a handler names the parameters that it reads; Express cannot tell in a table. */
export function of<Parameters>(handler: RequestHandler<Parameters>): RequestHandler {
  return handler as unknown as RequestHandler;
}
