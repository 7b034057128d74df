import { afterEach, expect, test } from 'vitest';
import { bookedOf, problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';

/* Whoever holds a link cannot have a mailbox flooded that is not theirs. */

let app: ScratchApp;
afterEach(() => app.dispose());

const VICTIM = 'victim@example.org';

async function portalOf(email: string, start: string, day: number) {
  const { meeting, portalToken } = await bookedOf(
    await app.book({ start, client: { name: 'Eve', email } }, { 'x-forwarded-for': `203.0.113.${day}` }),
  );
  const url = `${app.url}/api/portal/${portalToken}/meetings/${meeting.id}`;
  return (guests: string[], from: number) =>
    fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${from}` },
      body: JSON.stringify({ guests }),
    });
}

test('a guest who is added and removed again and again is mailed a bounded number of times, whoever does it from wherever', async () => {
  app = await scratchApp(() => ({ rateLimit: true, trustProxy: 1 }));
  let refusals = 0;
  for (let day = 1; day <= 3; day += 1) {
    const change = await portalOf(`eve${day}@example.com`, `2026-11-0${day + 2}T09:00:00Z`, day);
    for (let turn = 0; turn < 25; turn += 1) {
      const response = await change(turn % 2 === 0 ? [VICTIM.toUpperCase()] : [], turn);
      if (response.status === 200) continue;
      expect((await problemOf(response)).code).toBe('rate_limited');
      refusals += 1;
    }
  }
  expect(refusals).toBeGreaterThan(0);
  const mails = await app.raw('select id from jobs where recipient = $1', VICTIM);
  expect(mails.length).toBeGreaterThan(10);
  expect(mails.length).toBeLessThanOrEqual(30);
});

test('what a client writes on a meeting is gathered into few mails to its host', async () => {
  app = await scratchApp(() => ({ rateLimit: true, trustProxy: 1 }));
  const { meeting, portalToken } = await bookedOf(await app.book());
  for (let i = 0; i < 60; i += 1) {
    await fetch(`${app.url}/api/portal/${portalToken}/meetings/${meeting.id}/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ body: `Note ${i}` }),
    });
  }
  expect(await app.raw(`select id from jobs where kind = 'note_mail'`)).toHaveLength(1);
});
