import type { AddressInfo } from 'node:net';
import express from 'express';
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Context } from '../actions/context.ts';
import { type Clock, systemClock } from '../clock.ts';
import { mailJob } from '../domain/mail.ts';
import type { Meeting } from '../domain/meeting.ts';
import { sampleClient, sampleHost, sampleMails, sampleMeeting } from '../notify/sample-meeting.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { scratchStore } from '../store/scratch-store.ts';
import { mailboxRoutes } from './mailbox.ts';

const clock: Clock = systemClock;
let ctx: Context;
let address: string;
const open: (() => unknown)[] = [];

beforeEach(async () => {
  const { store, dispose } = await scratchStore();
  ctx = { store, clock, secret: new Uint8Array(32), publicUrl: 'http://localhost:4000', wakeWorker: () => undefined };
  const app = express();
  app.use('/demo/mailbox', mailboxRoutes(ctx));
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/demo/mailbox`;
  open.push(dispose, () => new Promise((resolve) => server.close(resolve)));
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

const owe = (change: Partial<Meeting> = {}) =>
  ctx.store.write((tx) =>
    enqueueJobs(
      tx,
      sampleMails(sampleMeeting(change)).map((mail) => mailJob(mail, clock.now())),
      clock,
    ),
  );
const read = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(address + path, { headers });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};
const idsIn = (page: string) => [...new Set([...page.matchAll(/mailbox\/(\d+)/g)].map(([, id]) => id))];

it('says how to get a first mail, in the reader’s language', async () => {
  expect((await read('/')).text).toContain('No mail yet.');
  expect((await read('/', { 'accept-language': 'fr-FR,fr' })).text).toContain('Pas encore de message.');
});

it('lists each recipient once with their mails, and opens the newest', async () => {
  await owe();
  await owe({ id: 'mtg_2', title: 'Second' });
  const { text, headers } = await read('/');
  expect(text.match(/<section>/g)).toHaveLength(3);
  expect(idsIn(text)).toHaveLength(6);
  expect(text.indexOf('Ada Lovelace')).toBeLessThan(text.indexOf('Camille Martin</bdi>'));
  expect(text.indexOf('Second')).toBeLessThan(text.indexOf('Introduction'));
  expect(text).toContain('<iframe');
  expect(headers.get('cache-control')).toBe('no-store');
  expect(text).not.toMatch(/\sstyle=|<style|\son\w+="/);
});

it('shows a mail as HTML under a policy of its own, as text, and its invitation to download', async () => {
  await owe();
  const [id] = idsIn((await read('/')).text);
  const mail = await read(`/${id}/html`);
  expect(mail.text).toContain('<base target="_blank">');
  expect(mail.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
  expect((await read(`/${id}?part=text`)).text).toContain('<pre dir="auto">');
  const invitation = await read(`/${id}/invite.ics`);
  expect(invitation.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=REQUEST');
  expect(invitation.headers.get('content-disposition')).toContain('invite.ics');
  expect(new ICAL.Component(ICAL.parse(invitation.text)).getAllSubcomponents('vevent')).toHaveLength(1);
});

it('lets nothing that people typed become markup of the page', async () => {
  const name = '</a><script>alert(1)</script>"><img src=x onerror=1>';
  await owe({ title: name, description: name, participants: [sampleClient({ name }), sampleHost({ name })] });
  for (const id of idsIn((await read('/')).text)) {
    for (const part of ['', '?part=text', '?part=invitation']) {
      const { text } = await read(`/${id}${part}`);
      expect(text).not.toMatch(/<img|<script>/);
      expect(text.match(/<script /g)).toHaveLength(1);
    }
  }
});

it('knows no other mail', async () => {
  await owe({ status: 'scheduled' });
  const [id] = idsIn((await read('/')).text);
  expect((await read(`/${id}?part=invitation`)).text).toContain('<iframe');
  for (const path of ['/none', '/none/html', '/0', '/999', `/${id}/invite.ics`])
    expect((await read(path)).status).not.toBe(200);
});
