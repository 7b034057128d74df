import type { Request, Response } from 'express';
import type { Meeting } from '../domain/meeting.ts';

/** Names the meeting as it stands: its id and revision, so that a change made on what is no longer so can be told. */
export function setMeetingTag(res: Response, { id, revision }: Pick<Meeting, 'id' | 'revision'>): void {
  res.setHeader('ETag', `"${id}-${revision}"`);
}

/**
 * The revisions of the meeting that `If-Match` allows (RFC 9110 section 13.1.1, the strong comparison): null where any is allowed,
 * none where the tags are weak, of another thing or no tags at all.
 */
export function readIfMatch(req: Pick<Request, 'headers'>, meetingId: string): readonly number[] | null {
  const header = req.headers['if-match'];
  if (header === undefined || header.trim() === '*') return null;
  return header.split(',').flatMap((part) => {
    const [, id, revision] = /^"(\w+)-([1-9]\d{0,8})"$/.exec(part.trim()) ?? [];
    return id === meetingId ? [Number(revision)] : [];
  });
}
