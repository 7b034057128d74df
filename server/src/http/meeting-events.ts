import type { RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { readMeeting, refuseBeyond } from '../actions/portal-access.ts';
import { Failure } from '../domain/failures.ts';
import { addressKey } from './limit-keys.ts';
import type { MeetingWatch } from './meeting-watch.ts';
import { enterPortal } from './portal.ts';
import type { MeetingStateView } from './portal-contract.ts';
import { noQuery, readQuery } from './validate.ts';

/** How long a stream lives, how often it says that it does, and how many there may be at once. */
export interface StreamRules {
  readonly lifeMs: number;
  readonly signMs: number;
  readonly perToken: number;
  readonly perAddress: number;
  readonly inAll: number;
}

/** A school behind one address may watch too; a page that is left open comes again by itself. */
const RULES: StreamRules = { lifeMs: 15 * 60_000, signMs: 20_000, perToken: 8, perAddress: 100, inAll: 2000 };

/** What a reader that has gone wrong may leave unread before it is let go. */
const MOST_UNREAD_BYTES = 64 * 1024;
const COME_AGAIN_MS = 3000;

/**
 * `GET /api/portal/{token}/meetings/{id}/events`: Server-Sent Events (WHATWG HTML, section 9.2). An `event: state` at once and after each change
 * of the meeting or its notes, a comment now and then so that nothing on the way takes it for dead. It ends after a while, when the link opens
 * nothing any more, and at once when `stopping` is aborted; the browser comes again.
 */
export function meetingEventsRoute(
  ctx: Context,
  { watch }: MeetingWatch,
  stopping: AbortSignal | undefined,
  rules: StreamRules = RULES,
): RequestHandler<{ token: string; id: string }> {
  const open = new Map<string, number>();
  return async (req, res) => {
    const access = await enterPortal(ctx, req, res);
    refuseBeyond(access, 'watch');
    readQuery(noQuery, req);
    const { id } = await readMeeting(ctx, access, req.params.id);
    res.setHeader('Content-Type', 'text/event-stream; charset=utf-8');
    res.setHeader('Cache-Control', 'private, no-store, no-transform');
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    const counted = [
      ['all', rules.inAll],
      [`token ${req.params.token}`, rules.perToken],
      [`address ${addressKey(req.ip ?? '')}`, rules.perAddress],
    ] as const;
    if (counted.some(([key, most]) => (open.get(key) ?? 0) >= most)) throw tooManyOpen(res);
    for (const [key] of counted) open.set(key, (open.get(key) ?? 0) + 1);
    res.once('close', () => {
      for (const [key] of counted) release(open, key);
    });
    // Proxies that gather what passes (nginx, and those that took its word) let this through.
    res.setHeader('X-Accel-Buffering', 'no');
    res.write(`retry: ${COME_AGAIN_MS}\n\n`);
    await keepTelling(res, stopping, rules, (tell) => watch(id, tell));
  };
}

async function keepTelling(
  res: Response,
  stopping: AbortSignal | undefined,
  { lifeMs, signMs }: StreamRules,
  watch: (tell: Parameters<MeetingWatch['watch']>[1]) => Promise<() => void>,
): Promise<void> {
  const end = () => res.end();
  const write = (text: string) => {
    if (res.writableEnded || res.destroyed) return;
    if (res.writableLength > MOST_UNREAD_BYTES) res.destroy();
    else res.write(text);
  };
  const sign = setInterval(() => write(':\n\n'), signMs);
  const life = setTimeout(end, lifeMs);
  stopping?.addEventListener('abort', end);
  const over = new Promise<void>((resolve) => {
    res.once('close', () => {
      clearInterval(sign);
      clearTimeout(life);
      stopping?.removeEventListener('abort', end);
      resolve();
    });
  });
  const leave = await watch((state) => {
    if (state === null) end();
    else
      write(
        `event: state\ndata: ${JSON.stringify({ revision: state.revision, notes: state.notes } satisfies MeetingStateView)}\n\n`,
      );
  });
  void over.then(leave);
  if (stopping?.aborted) end();
}

function tooManyOpen(res: Response): Failure {
  res.removeHeader('Content-Type');
  return new Failure('rate_limited', 'Many pages watch this already.', { retryAfterSeconds: 30 });
}

function release(open: Map<string, number>, key: string): void {
  const left = (open.get(key) ?? 1) - 1;
  if (left > 0) open.set(key, left);
  else open.delete(key);
}
