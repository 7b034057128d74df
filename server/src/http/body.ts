import { isUtf8 } from 'node:buffer';
import { json, type RequestHandler } from 'express';
import { Failure } from '../domain/failures.ts';

const MOST_BYTES = 256 * 1024;

/** Reads a JSON body of at most 256 KiB in UTF-8: another content type is 415, a longer one 413, broken JSON 400. */
export const jsonBody: readonly RequestHandler[] = [
  (req, _res, next) => {
    const type = req.headers['content-type'];
    const isJson = type !== undefined && /^application\/json\s*(?:;|$)/i.test(type);
    const isAbsent =
      type === undefined && req.headers['transfer-encoding'] === undefined && !Number(req.headers['content-length']);
    if (isJson || isAbsent) next();
    else next(new Failure('unsupported_media_type', 'Send the body as application/json in UTF-8.'));
  },
  json({
    limit: MOST_BYTES,
    // What is JSON but no object is the schema's to refuse.
    strict: false,
    verify: (_req, _res, bytes) => {
      if (!isUtf8(bytes)) throw new Error('The body is not UTF-8.');
    },
  }),
];
