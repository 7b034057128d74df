import { Failure } from '../domain/failures.ts';

/** A place in a list in the order of an instant and an id. */
interface Place {
  /** Epoch milliseconds. */
  readonly start: number;
  readonly id: string;
}

/** The place as callers carry it: opaque to them, and safe in a URL. */
export function writeCursor({ start, id }: Place): string {
  return Buffer.from(`${start} ${id}`).toString('base64url');
}

/** Throws Failure invalid_request (400) for what no list has ever answered. */
export function readCursor(cursor: string): Place {
  const [, start, id] = /^(\d{1,15}) (\w{1,60})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  const place = start !== undefined && id !== undefined ? { start: Number(start), id } : null;
  if (place && writeCursor(place) === cursor) return place;
  throw new Failure('invalid_request', 'The cursor is none of an earlier answer.', {
    where: 'query',
    errors: [{ path: 'cursor', message: 'must be the nextCursor of an earlier answer' }],
  });
}
