import type { RequestHandler } from 'express';
import { Failure } from '../domain/failures.ts';
import { type ElementFile, pinnedScripts, readElementFiles } from './element-files.ts';
import {
  fixedRepresentation,
  passingRepresentation,
  type Representation,
  sendRepresentation,
} from './representation.ts';

const FOR_MINUTES = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';

/** Tells what to pin, for programs that write host pages. */
const PINS = '/widget.json';

interface Served {
  readonly representation: Representation;
  readonly cacheControl: string;
}

/** The elements as this server has them. */
export interface Elements {
  /** The path of the booker's script that never changes its content. */
  readonly bookerScript: string;
  /** The same of the portal's. */
  readonly portalScript: string;
  /** The same of the hosts' console. */
  readonly consoleScript: string;
  readonly routes: RequestHandler;
}

/**
 * Serves the built elements from memory, to any site: each entry under its plain name for minutes (`/widget.js`, `/portal.js`, `/console.js`), and under its
 * hashed one, as its chunks, for ever; `/widget.json` names the hashed ones with their integrity. `folder` holds the widget's
 * build, read once; where it is not there, an element answers 404 and says so.
 */
export function openElements(folder: string | null, publicUrl: () => string): Elements {
  const files = readElementFiles(folder);
  const pinned = (path: string) => files.find((file) => file.path === path)?.pinned?.path;
  const bookerScript = pinned('/widget.js');
  const pages = {
    portalScript: pinned('/portal.js') ?? '/portal.js',
    consoleScript: pinned('/console.js') ?? '/console.js',
  };
  if (!bookerScript) return { bookerScript: '/widget.js', ...pages, routes: notBuilt };
  const served = representations(files);
  const routes: RequestHandler = (req, res, next) => {
    const file = req.path === PINS ? pins(files, publicUrl()) : served.get(req.path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      if (file) res.setHeader('Allow', 'GET, HEAD');
      next(file && new Failure('method_not_allowed', 'Only GET and HEAD are allowed here.'));
      return;
    }
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendRepresentation(req, res, file.representation, file.cacheControl);
  };
  return { bookerScript, ...pages, routes };
}

const notBuilt: RequestHandler = (req, _res, next) => {
  const isElement = /^\/(widget(\.iife)?\.js(on)?|(portal|console)\.js)$/.test(req.path);
  next(isElement ? new Failure('not_found', 'The elements are not built on this server.') : undefined);
};

function pins(files: readonly ElementFile[], publicUrl: string): Served {
  const text = `${JSON.stringify(pinnedScripts(files, publicUrl), null, 2)}\n`;
  return { representation: passingRepresentation('application/json', Buffer.from(text)), cacheControl: 'no-cache' };
}

/** By path. */
function representations(files: readonly ElementFile[]): Map<string, Served> {
  const served = new Map<string, Served>();
  for (const { path, bytes, pinned } of files) {
    const representation = fixedRepresentation('text/javascript; charset=utf-8', bytes);
    served.set(path, { representation, cacheControl: pinned ? FOR_MINUTES : FOR_EVER });
    if (pinned) served.set(pinned.path, { representation, cacheControl: FOR_EVER });
  }
  return served;
}
