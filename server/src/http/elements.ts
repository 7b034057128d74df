import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { RequestHandler } from 'express';
import { Failure } from '../domain/failures.ts';
import { fixedRepresentation, type Representation, sendRepresentation } from './representation.ts';

const FOR_MINUTES = 'public, max-age=300';
const FOR_EVER = 'public, max-age=31536000, immutable';

interface ElementFile {
  readonly representation: Representation;
  readonly cacheControl: string;
}

/** The elements as this server has them. */
export interface Elements {
  /** The path of the booker's script that never changes its content. */
  readonly bookerScript: string;
  readonly routes: RequestHandler;
}

/**
 * Serves the built elements from memory, to any site: each entry under its plain name for minutes (`/widget.js`), and under its
 * hashed one, as its chunks, for ever. `folder` holds the widget's build with its manifest.json, read once; where it is not
 * there, an element answers 404 and says so.
 */
export function openElements(folder: string | null): Elements {
  const built = folder !== null && existsSync(join(folder, 'manifest.json')) ? readElements(folder) : null;
  if (built === null) return { bookerScript: '/widget.js', routes: notBuilt };
  return { bookerScript: `/${built.names['widget.js'] ?? 'widget.js'}`, routes: served(built.files) };
}

const notBuilt: RequestHandler = (req, _res, next) => {
  next(req.path === '/widget.js' ? new Failure('not_found', 'The elements are not built on this server.') : undefined);
};

function served(files: ReadonlyMap<string, ElementFile>): RequestHandler {
  return (req, res, next) => {
    const file = files.get(req.path);
    if (file === undefined || (req.method !== 'GET' && req.method !== 'HEAD')) {
      if (file) res.setHeader('Allow', 'GET, HEAD');
      next(file && new Failure('method_not_allowed', 'Only GET and HEAD are allowed here.'));
      return;
    }
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    sendRepresentation(req, res, file.representation, file.cacheControl);
  };
}

/** By path. An entry stands under both its names, whether or not the build wrote the hashed file beside the plain one. */
function readElements(folder: string): { names: Record<string, string>; files: Map<string, ElementFile> } {
  const names = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  const files = new Map<string, ElementFile>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const path = `/${name.split(sep).join('/')}`;
    const representation = fixedRepresentation('text/javascript; charset=utf-8', readFileSync(join(folder, name)));
    const hashedName = names[path.slice(1)];
    files.set(path, { representation, cacheControl: hashedName ? FOR_MINUTES : FOR_EVER });
    if (hashedName) files.set(`/${hashedName}`, { representation, cacheControl: FOR_EVER });
  }
  return { names, files };
}
