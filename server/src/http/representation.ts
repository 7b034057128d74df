import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';

/** What can be served of one thing: its bytes, ready compressed, each under a strong ETag of its own. */
export interface Representation {
  readonly contentType: string;
  readonly plain: Variant;
  readonly gzip: Variant | null;
  readonly br: Variant | null;
}

interface Variant {
  readonly bytes: Buffer;
  /** With its quotes, from the content. */
  readonly etag: string;
}

/** Below this, compression costs more than it saves. */
const WORTH_COMPRESSING_BYTES = 1024;

/** For what stays as it is as long as the process lives: gzip and Brotli at their best, each once, when first asked for: a start waits for none. */
export function fixedRepresentation(contentType: string, bytes: Buffer): Representation {
  const plain = variant(bytes, '');
  if (bytes.length < WORTH_COMPRESSING_BYTES) return { contentType, plain, gzip: null, br: null };
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  let gzip: Variant | null = null;
  let br: Variant | null = null;
  return {
    contentType,
    plain,
    get gzip() {
      gzip ??= variant(gzipSync(bytes, { level: 9 }), plain.etag);
      return gzip;
    },
    get br() {
      br ??= variant(brotliCompressSync(bytes, { params }), plain.etag);
      return br;
    },
  };
}

/** For what holds for a while: gzip alone, made when first asked for. */
export function passingRepresentation(contentType: string, bytes: Buffer): Representation {
  const plain = variant(bytes, '');
  let gzip: Variant | null = null;
  return {
    contentType,
    plain,
    get gzip() {
      if (bytes.length < WORTH_COMPRESSING_BYTES) return null;
      gzip ??= variant(gzipSync(bytes), plain.etag);
      return gzip;
    },
    br: null,
  };
}

function variant(bytes: Buffer, salt: string): Variant {
  return { bytes, etag: `"${createHash('sha256').update(salt).update(bytes).digest('base64url').slice(0, 27)}"` };
}

/** Answers 200 with what the caller accepts best, or 304 where `If-None-Match` names it. */
export function sendRepresentation(
  req: Request,
  res: Response,
  representation: Representation,
  cacheControl: string,
): void {
  const chosen = choose(representation, req.headers['accept-encoding']);
  res.setHeader('Cache-Control', cacheControl);
  res.setHeader('ETag', chosen.variant.etag);
  // Said before by CORS alone, and then it stays.
  if (res.hasHeader('Vary')) res.vary('Accept-Encoding');
  else res.setHeader('Vary', 'Accept-Encoding');
  const known = req.headers['if-none-match'];
  if (known !== undefined && namesTag(known, chosen.variant.etag)) {
    res.statusCode = 304;
    res.end();
    return;
  }
  res.setHeader('Content-Type', representation.contentType);
  res.setHeader('Content-Length', chosen.variant.bytes.length);
  if (chosen.encoding) res.setHeader('Content-Encoding', chosen.encoding);
  res.end(chosen.variant.bytes);
}

function choose(representation: Representation, accepted: string | undefined) {
  if (accepted !== undefined) {
    for (const encoding of ['br', 'gzip'] as const) {
      if (!accepts(accepted, encoding)) continue;
      const variant = representation[encoding];
      if (variant) return { variant, encoding };
    }
  }
  return { variant: representation.plain, encoding: null };
}

function accepts(header: string, encoding: string): boolean {
  return header.split(',').some((part) => {
    const [name, ...params] = part.trim().toLowerCase().split(';');
    return name?.trim() === encoding && !params.some((param) => /^\s*q=0(?:\.0*)?\s*$/.test(param));
  });
}

/** RFC 9110 section 13.1.2: the weak comparison, over a list or `*`. */
function namesTag(header: string, etag: string): boolean {
  return header.split(',').some((part) => {
    const tag = part.trim();
    return tag === '*' || tag === etag || tag === `W/${etag}`;
  });
}
