import express, { type RequestHandler } from 'express';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addNote } from '../actions/add-note.ts';
import { guestToken } from '../actions/guest-access.ts';
import { revokePortalLinks } from '../actions/portal-links.ts';
import type { BookedView } from './contract.ts';
import { meetingEventsRoute } from './meeting-events.ts';
import { openMeetingWatch } from './meeting-watch.ts';
import type { MeetingStateView } from './portal-contract.ts';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { listen } from './server.ts';

let app: ScratchApp;
let booked: BookedView;
let path: string;
const open: AbortController[] = [];

beforeEach(async () => {
  app = await scratchApp();
  booked = await bookedOf(await app.book({ guests: ['bob@example.com'] }));
  path = `/api/portal/${booked.portalToken}/meetings/${booked.meeting.id}/events`;
});

afterEach(async () => {
  for (const one of open.splice(0)) one.abort();
  await app.dispose();
});

/** Opens the stream; `next` is the next state that it tells, null when it has ended. */
async function watch(at = path) {
  const abort = new AbortController();
  open.push(abort);
  const response = await fetch(app.url + at, { signal: abort.signal });
  expect(response.status).toBe(200);
  const reader = (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    async next(): Promise<MeetingStateView | null> {
      for (;;) {
        const [, data, rest] = /event: state\ndata: (.*)\n\n([\s\S]*)/.exec(text) ?? [];
        if (data !== undefined) {
          text = rest as string;
          return JSON.parse(data) as MeetingStateView;
        }
        const { done, value } = await reader.read();
        if (done) return null;
        text += value;
      }
    },
  };
}

const client = () => ({ role: 'client', clientId: '', name: 'Ada' }) as const;

async function clientAuthor() {
  const [row] = await app.raw('select client_id from meetings');
  return { ...client(), clientId: String(row?.client_id) };
}

async function hostAuthor() {
  const [row] = await app.raw(`select id from hosts where name = 'Claire'`);
  return { role: 'host', hostId: String(row?.id), name: 'Claire' } as const;
}

test('a stream tells how the meeting stands, and passes everything on the way unkept and unchanged', async () => {
  const { response, next } = await watch();
  expect(await next()).toEqual({ revision: 1, notes: expect.any(String) });
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('cache-control')).toBe('private, no-store, no-transform');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(response.headers.get('content-encoding')).toBeNull();
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

test('what another process writes is told: a note changes the notes’ stamp alone, a change of the meeting its revision', async () => {
  const { next } = await watch();
  const before = await next();
  const meetingId = booked.meeting.id;
  const other = await app.another();
  await addNote(other, { meetingId, author: await clientAuthor(), body: 'Shared at once' });
  const noted = await next();
  expect(noted?.revision).toBe(1);
  expect(noted?.notes).not.toBe(before?.notes);
  await other.store.write((tx) => tx.updateTable('meetings').set({ revision: 2 }).execute());
  expect(await next()).toEqual({ revision: 2, notes: noted?.notes });
});

test('a host’s private note leaves no trace in it', async () => {
  const { next } = await watch();
  const before = await next();
  const meetingId = booked.meeting.id;
  await addNote(app.ctx, { meetingId, author: await hostAuthor(), body: 'For us alone' });
  await app.ctx.store.write((tx) => tx.updateTable('meetings').set({ revision: 2 }).execute());
  expect(await next()).toEqual({ revision: 2, notes: before?.notes });
});

test('a stream ends when its link is revoked, and when the server is told to stop', async () => {
  const [row] = await app.raw('select client_id from meetings');
  const first = await watch();
  await first.next();
  await revokePortalLinks(app.ctx, String(row?.client_id));
  expect(await first.next()).toBeNull();
  expect((await app.get(path)).status).toBe(404);
  const [meeting] = await app.raw('select portal_generation from meetings');
  expect(meeting?.portal_generation).toBe(2);
});

test('the server stops at once, however many streams are open', async () => {
  const streams = await Promise.all([watch(), watch()]);
  for (const { next } of streams) await next();
  await app.dispose();
  for (const { next } of streams) expect(await next()).toBeNull();
  app = await scratchApp();
});

test('who keeps many open is told to wait, and may open one again when another is closed', async () => {
  for (let i = 0; i < 8; i += 1) await (await watch()).next();
  const refused = await app.get(path);
  expect([refused.status, (await problemOf(refused)).code]).toEqual([429, 'rate_limited']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  open.shift()?.abort();
  await expect.poll(async () => (await fetch(app.url + path, { method: 'GET', signal: soon() })).status).toBe(200);
});

function soon(): AbortSignal {
  const abort = new AbortController();
  open.push(abort);
  return abort.signal;
}

test('a guest watches nothing, and a question for the head alone opens nothing', async () => {
  const { id: meetingId } = booked.meeting;
  const guest = guestToken(app.ctx.secret, { meetingId, generation: 1, email: 'bob@example.com' });
  const refused = await app.get(`/api/portal/${guest}/meetings/${meetingId}/events`);
  expect([refused.status, (await problemOf(refused)).code]).toEqual([403, 'forbidden']);
  const head = await fetch(app.url + path, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('a stream says now and then that it lives, and ends after a while, so that its link is looked at anew', async () => {
  const rules = { lifeMs: 300, signMs: 10, perToken: 1, perAddress: 1, inAll: 1 };
  const small = express().get(
    '/:token/:id',
    meetingEventsRoute(app.ctx, openMeetingWatch(app.ctx, 10), undefined, rules) as unknown as RequestHandler,
  );
  const server = await listen(small, { host: '127.0.0.1', port: 0 });
  const text = await (await fetch(`http://127.0.0.1:${server.port}/${booked.portalToken}/${booked.meeting.id}`)).text();
  expect(text).toMatch(/^retry: 3000\n\nevent: state\n[\s\S]*\n\n:\n\n/);
  await server.stop(1000);
});
