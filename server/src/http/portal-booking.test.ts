import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PortalBookedView } from './portal-contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchPortal, scratchPortal } from './scratch-portal.ts';

let app: ScratchApp;
let portal: ScratchPortal;
const START = '2026-11-04T09:00:00Z';

beforeEach(async () => {
  app = await scratchApp();
  portal = await scratchPortal(app);
});

afterEach(() => app.dispose());

const book = (body: object, token = portal.tokens.client, headers = {}) =>
  portal.send('POST', portal.at(token, '/meetings'), { type: 'intro', start: START, ...body }, headers);

test('who books through their portal is the client whom it is for, and says the rest as anybody does', async () => {
  const response = await book({ title: 'Roof, again', reminderMinutes: [30], guests: ['zoe@example.com'] });
  expect(response.status).toBe(201);
  const { meeting, portalToken, links } = (await response.json()) as PortalBookedView;
  expect(response.headers.get('etag')).toBe(`"${meeting.id}-1"`);
  expect(meeting).toMatchObject({
    title: 'Roof, again',
    reminderMinutes: [30],
    timeZone: 'America/New_York',
    status: 'confirmed',
    changes: { canMove: true },
  });
  expect(meeting.participants.map(({ email }) => email)).toEqual([
    'ada@example.com',
    'claire@team.example',
    'zoe@example.com',
  ]);
  expect(links.portal).toContain(portalToken);
  const list = await (await app.get(portal.at(portal.tokens.client, '/meetings'))).json();
  expect(list).toMatchObject({ items: [{ id: portal.meeting.id }, { id: meeting.id }] });
});

test('it is refused as any booking is: taken, not offered, an unknown type or field', async () => {
  const codes = async (body: object) => {
    const response = await book(body);
    return [response.status, (await problemOf(response)).code];
  };
  const taken = await book({ start: portal.meeting.start });
  expect([taken.status, (await problemOf(taken)).alternatives?.length]).toEqual([409, 5]);
  expect(await codes({ start: '2026-11-04T09:10:00Z' })).toEqual([422, 'slot_unavailable']);
  expect(await codes({ type: 'nothing' })).toEqual([404, 'type_not_found']);
  expect(await codes({ client: { name: 'Eve', email: 'eve@example.com' } })).toEqual([422, 'invalid_request']);
  expect(await codes({ start: 'soon' })).toEqual([422, 'invalid_request']);
});

test('the same key and body book once; another body with the key is refused', async () => {
  const key = { 'idempotency-key': 'k1' };
  const first = (await (await book({}, undefined, key)).json()) as PortalBookedView;
  const again = await book({}, undefined, key);
  expect(again.status).toBe(201);
  expect(((await again.json()) as PortalBookedView).meeting.id).toBe(first.meeting.id);
  const other = await book({ title: 'Other' }, undefined, key);
  expect([other.status, (await problemOf(other)).code]).toEqual([422, 'idempotency_mismatch']);
});

test('a link to one meeting books nothing, nor does a guest’s', async () => {
  for (const token of [portal.tokens.meeting, portal.tokens.guest]) {
    const refused = await book({}, token);
    expect([refused.status, (await problemOf(refused)).code]).toEqual([403, 'forbidden']);
  }
  expect(await app.ctx.store.db.selectFrom('meetings').select('id').execute()).toHaveLength(1);
});
