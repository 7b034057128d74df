import { afterEach, beforeEach, expect, test } from 'vitest';
import { completeMeetings } from '../actions/complete-meetings.ts';
import { expireConfirmation } from '../actions/expire-confirmation.ts';
import { NOW, scratchType } from '../actions/scratch-team.ts';
import type { OwedMail } from '../domain/mail.ts';
import type { HostMeetingView } from './host-contract.ts';
import { problemOf, type ScratchApp, scratchApp, VALID } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
let claire: ScratchHost;
let ben: ScratchHost;
let owner: ScratchHost;

const TEAM = ['claire@team.example', 'ben@team.example'];

beforeEach(async () => {
  app = await scratchApp(
    undefined,
    scratchType('asked', { requiresConfirmation: true, confirmationDeadlineMinutes: 60 }),
    scratchType('far', { minimumNoticeMinutes: 10_000, bookingHorizonDays: 8 }),
    scratchType('turns', { hosts: TEAM, assignment: 'round_robin' }),
    scratchType('both', { hosts: TEAM, assignment: 'collective' }),
  );
  claire = await scratchHost(app, 'claire');
  ben = await scratchHost(app, 'ben');
  owner = await scratchHost(app, 'aiko', { role: 'owner' });
});

afterEach(() => app.dispose());

async function meetingOf(response: Response, status = 200): Promise<HostMeetingView> {
  if (response.status !== status) throw new Error(`${response.status} ${await response.text()}`);
  const { meeting } = (await response.json()) as { meeting: HostMeetingView };
  expect(response.headers.get('etag')).toBe(`"${meeting.id}-${meeting.revision}"`);
  return meeting;
}

const book = (host: ScratchHost, type: string, more: object = {}, headers: Record<string, string> = {}) =>
  host.ask('POST', '/meetings', { ...VALID, type, ...more }, headers);

/** A meeting of a client's own booking. */
async function asked(slug: string, more: object = {}): Promise<string> {
  const response = await fetch(`${app.url}/api/types/${slug}/meetings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...VALID, ...more }),
  });
  return ((await response.json()) as { meeting: { id: string } }).meeting.id;
}

/** What each mail is, to whom, and with which invitation, since this was asked last. */
let told = 0;
async function mails(): Promise<unknown[]> {
  const rows = await app.raw(`select id, payload from jobs where kind = 'mail' and id > $1 order by id`, told);
  told = Number(rows.at(-1)?.id ?? told);
  return rows
    .map(({ payload }) => JSON.parse(String(payload)) as OwedMail)
    .map(({ template, invitation, meeting }) => `${template} ${invitation ?? 'none'} ${meeting.sequence}`);
}
beforeEach(() => {
  told = 0;
});

const refusal = async (response: Response) => [response.status, (await problemOf(response)).code];

test('a host books for a client by neither notice nor horizon, and agrees by that', async () => {
  for (const start of ['2026-11-02T08:00:00Z', '2027-02-02T09:00:00Z']) {
    const meeting = await meetingOf(await book(claire, 'far', { start }), 201);
    expect(meeting).toMatchObject({ status: 'confirmed', hostIds: [claire.id], start });
  }
  const meeting = await meetingOf(await book(claire, 'asked', { start: '2026-11-04T09:00:00Z' }), 201);
  expect(meeting).toMatchObject({ status: 'confirmed', confirmBy: null });
  expect((await mails()).slice(-2)).toEqual(['client_confirmed REQUEST 0', 'host_booked REQUEST 0']);
});

test('hours and other meetings bind hosts as anybody', async () => {
  await meetingOf(await book(claire, 'intro'), 201);
  const taken = await book(claire, 'intro');
  const problem = await problemOf(taken);
  expect([problem.code, problem.alternatives?.length]).toEqual(['slot_taken', 5]);
  expect(await refusal(await book(claire, 'intro', { start: '2026-11-03T22:00:00Z' }))).toEqual([
    422,
    'slot_unavailable',
  ]);
  expect(await refusal(await book(claire, 'intro', { start: '2026-11-01T09:00:00Z' }))).toEqual([
    422,
    'slot_unavailable',
  ]);
  expect(await refusal(await book(claire, 'nothing'))).toEqual([404, 'type_not_found']);
});

test('a host is named among the type’s, a member for themselves alone, and all of them hold what all hold', async () => {
  expect((await meetingOf(await book(owner, 'turns', { host: ben.id }), 201)).hostIds).toEqual([ben.id]);
  expect((await meetingOf(await book(claire, 'turns'), 201)).hostIds).toEqual([claire.id]);
  const start = '2026-11-04T14:00:00Z';
  expect((await meetingOf(await book(ben, 'both', { start }), 201)).hostIds).toEqual([claire.id, ben.id]);
  expect(await refusal(await book(claire, 'turns', { host: ben.id }))).toEqual([422, 'invalid_request']);
  expect(await refusal(await book(owner, 'turns', { host: owner.id }))).toEqual([422, 'invalid_request']);
  expect(await refusal(await book(ben, 'intro'))).toEqual([422, 'invalid_request']);
});

test('a booking of one Idempotency-Key is one meeting, and its answer holds no link of the client’s', async () => {
  const headers = { 'idempotency-key': 'once' };
  const response = await book(claire, 'intro', {}, headers);
  expect(response.headers.get('location')).toMatch(/^https:\/\/book\.example\/api\/host\/meetings\/mtg_/);
  expect(await response.clone().text()).not.toMatch(/ptk_|portalToken/);
  const [one, two] = [await meetingOf(response, 201), await meetingOf(await book(claire, 'intro', {}, headers), 201)];
  expect(two).toEqual(one);
  expect(await refusal(await book(claire, 'intro', { description: 'x' }, headers))).toEqual([
    422,
    'idempotency_mismatch',
  ]);
});

test('a meeting that awaits its host is confirmed: everybody is invited', async () => {
  const id = await asked('asked');
  expect(await mails()).toEqual(['client_awaiting none 0', 'host_awaiting none 0']);
  const meeting = await meetingOf(await claire.ask('POST', `/meetings/${id}/confirm`));
  expect(meeting).toMatchObject({ status: 'confirmed', confirmBy: null, revision: 2 });
  expect(await mails()).toEqual([
    expect.stringMatching(/^client_agreed REQUEST/),
    expect.stringMatching(/^host_agreed/),
  ]);
  expect(await refusal(await claire.ask('POST', `/meetings/${id}/confirm`))).toEqual([409, 'change_refused']);
});

test('a meeting that awaits its host is declined with a reason: its time is free, and nobody gets an invitation', async () => {
  const id = await asked('asked');
  await mails();
  const meeting = await meetingOf(await claire.ask('POST', `/meetings/${id}/decline`, { reason: 'On\r\nholiday' }));
  expect(meeting).toMatchObject({ status: 'cancelled', cancelledBy: 'host', cancellationReason: 'On\nholiday' });
  expect(await mails()).toEqual(['client_declined none 1', 'host_declined none 1']);
  expect(await refusal(await claire.ask('POST', `/meetings/${id}/decline`))).toEqual([409, 'meeting_closed']);
  await meetingOf(await book(claire, 'intro'), 201);
});

test('a meeting that awaits its host lapses at its deadline, and is confirmed no more', async () => {
  const id = await asked('asked');
  await mails();
  app.setNow(NOW + 60 * 60_000);
  expect(await refusal(await claire.ask('POST', `/meetings/${id}/confirm`))).toEqual([409, 'meeting_closed']);
  expect(await expireConfirmation(app.ctx, { meetingId: id })).toBe(true);
  expect(await mails()).toEqual(['client_cancelled none 1', 'host_cancelled none 1']);
  const { meeting } = (await (await claire.ask('GET', `/meetings/${id}`)).json()) as { meeting: HostMeetingView };
  expect(meeting).toMatchObject({ status: 'cancelled', cancelledBy: 'system' });
});

test('a host moves a meeting, which keeps its UID and takes its calendars along, and a stale move is 412', async () => {
  const before = await meetingOf(await book(claire, 'intro'), 201);
  await mails();
  const path = `/meetings/${before.id}`;
  const tag = { 'if-match': `"${before.id}-1"` };
  const move = { start: '2026-11-03T13:00:00Z' };
  const moved = await meetingOf(await claire.ask('PUT', path, move, tag));
  expect(moved).toMatchObject({ uid: before.uid, sequence: 1, revision: 2, ...move, end: '2026-11-03T13:30:00Z' });
  expect(await mails()).toContain('client_moved REQUEST 1');
  const stale = await claire.ask('PUT', path, { start: '2026-11-03T14:00:00Z' }, tag);
  expect(await refusal(stale)).toEqual([412, 'version_conflict']);
  expect(await refusal(await claire.ask('DELETE', path, undefined, tag))).toEqual([412, 'version_conflict']);
});

test('a host cancels with a reason, by DELETE or by PUT, and once more changes nothing', async () => {
  const one = await meetingOf(await book(claire, 'intro'), 201);
  const two = await meetingOf(await book(claire, 'intro', { start: '2026-11-03T13:00:00Z' }), 201);
  await mails();
  const gone = await meetingOf(await claire.ask('DELETE', `/meetings/${one.id}?reason=I%20am%20ill`));
  expect(gone).toMatchObject({ status: 'cancelled', cancelledBy: 'host', cancellationReason: 'I am ill', revision: 2 });
  expect((await mails())[0]).toBe('client_cancelled CANCEL 1');
  expect(await meetingOf(await claire.ask('DELETE', `/meetings/${one.id}`))).toEqual(gone);
  const put = { status: 'cancelled', cancellationReason: 'Ill, too' };
  expect(await meetingOf(await claire.ask('PUT', `/meetings/${two.id}`, put))).toMatchObject({
    cancellationReason: 'Ill, too',
  });
  await mails();
  await claire.ask('DELETE', `/meetings/${two.id}`);
  expect(await mails()).toEqual([]);
});

test('a client who did not come is said so once the meeting has begun, and taken back once it has ended', async () => {
  const { id } = await meetingOf(await book(claire, 'intro'), 201);
  const say = (noShow: unknown) => claire.ask('POST', `/meetings/${id}/no-show`, { noShow });
  expect(await refusal(await say(true))).toEqual([409, 'change_refused']);
  app.setNow(Date.parse('2026-11-03T09:10:00Z'));
  expect((await meetingOf(await say(true))).status).toBe('no_show');
  app.setNow(Date.parse('2026-11-03T09:40:00Z'));
  await completeMeetings(app.ctx);
  expect((await meetingOf(await say(false))).status).toBe('completed');
  expect(await refusal(await say('yes'))).toEqual([422, 'invalid_request']);
});

test('what is another member’s is 404 for every deed, and stays as it is', async () => {
  const { id, revision } = await meetingOf(await book(claire, 'intro'), 201);
  for (const [method, path, body] of [
    ['PUT', '', { title: 'Mine' }],
    ['DELETE', '', undefined],
    ['POST', '/confirm', undefined],
    ['POST', '/decline', {}],
    ['POST', '/no-show', { noShow: true }],
  ] as const) {
    expect(await refusal(await ben.ask(method, `/meetings/${id}${path}`, body))).toEqual([404, 'not_found']);
    expect(await refusal(await owner.ask(method, `/meetings/mtg_nothing${path}`, body))).toEqual([404, 'not_found']);
  }
  expect((await meetingOf(await owner.ask('GET', `/meetings/${id}`))).revision).toBe(revision);
});

test('an owner does everything to anybody’s meeting', async () => {
  const id = await asked('asked');
  const path = `/meetings/${id}`;
  expect((await meetingOf(await owner.ask('POST', `${path}/confirm`))).status).toBe('confirmed');
  expect((await meetingOf(await owner.ask('PUT', path, { title: 'Second look' }))).title).toBe('Second look');
  const other = await asked('asked', { start: '2026-11-03T13:00:00Z' });
  expect((await meetingOf(await owner.ask('POST', `/meetings/${other}/decline`))).status).toBe('cancelled');
  app.setNow(Date.parse('2026-11-03T09:10:00Z'));
  expect((await meetingOf(await owner.ask('POST', `${path}/no-show`, { noShow: true }))).status).toBe('no_show');
  const last = await meetingOf(await book(owner, 'intro', { start: '2026-11-04T09:00:00Z' }), 201);
  expect((await meetingOf(await owner.ask('DELETE', `/meetings/${last.id}`))).status).toBe('cancelled');
});

test('of two who change one meeting as they both saw it, one is 200 and one 412, and nothing is lost', async () => {
  const { id } = await meetingOf(await book(claire, 'intro'), 201);
  for (let round = 1; round <= 5; round += 1) {
    const tag = { 'if-match': `"${id}-${round}"` };
    const answers = await Promise.all(
      [claire, owner].map((host, index) =>
        host.ask('PUT', `/meetings/${id}`, { description: `${round} by ${index}` }, tag),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const won = answers.findIndex(({ status }) => status === 200);
    const now = await meetingOf(await owner.ask('GET', `/meetings/${id}`));
    expect([now.description, now.revision]).toEqual([`${round} by ${won}`, round + 1]);
  }
});

test('a wrong body is 422, and names its field', async () => {
  const { id } = await meetingOf(await book(claire, 'intro'), 201);
  const wrong = async (response: Promise<Response>) => (await problemOf(await response)).errors?.[0]?.path;
  expect(await wrong(claire.ask('POST', '/meetings', { ...VALID, type: 'intro', host: 1 }))).toBe('/host');
  expect(await wrong(claire.ask('POST', '/meetings', VALID))).toBe('/type');
  expect(await wrong(claire.ask('PUT', `/meetings/${id}`, { metadata: {} }))).toBe('/metadata');
  expect(await wrong(claire.ask('POST', `/meetings/${id}/decline`, { why: 'x' }))).toBe('/why');
  expect(
    (await claire.ask('POST', `/meetings/${id}/decline`, undefined, { 'content-type': 'text/plain' })).status,
  ).toBe(415);
});
