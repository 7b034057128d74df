import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { pushSwitchScript } from './push-switch.ts';
import { pushWorkerScript } from './push-worker.ts';
import { fixedRepresentation, sendRepresentation } from './representation.ts';
import type { Route } from './route.ts';

const WORKER_PATH = '/push-worker.js';
/** Its name changes with it. */
export const switchPath = `/push-switch-${createHash('sha256').update(pushSwitchScript).digest('hex').slice(0, 12)}.js`;

/** A service worker lives by the policy that it came with. */
const WORKER_POLICY = "default-src 'none'; connect-src 'self'; img-src 'self'";

/** The service worker, which browsers ask for anew each time, and the script of the switch. */
export function pushAssets(): readonly Route[] {
  const worker = fixedRepresentation('text/javascript; charset=utf-8', Buffer.from(pushWorkerScript));
  const script = fixedRepresentation('text/javascript; charset=utf-8', Buffer.from(pushSwitchScript));
  const sendWorker: RequestHandler = (req, res) => {
    res.setHeader('Content-Security-Policy', WORKER_POLICY);
    sendRepresentation(req, res, worker, 'no-cache');
  };
  const sendScript: RequestHandler = (req, res) =>
    sendRepresentation(req, res, script, 'public, max-age=31536000, immutable');
  return [
    { path: WORKER_PATH, get: [sendWorker] },
    { path: switchPath, get: [sendScript] },
  ];
}
