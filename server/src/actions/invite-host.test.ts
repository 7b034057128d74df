import { afterEach, beforeEach, expect, test } from 'vitest';
import { addHost, inviteHost, listTeam, type NewHost } from './invite-host.ts';
import { type ScratchTeam, scratchTeam } from './scratch-team.ts';
import { signInByLink } from './sign-in.ts';

const DORA: NewHost = { name: 'Dora', email: 'Dora@Team.example' };

let team: ScratchTeam;
beforeEach(async () => {
  team = await scratchTeam();
});
afterEach(() => team.dispose());

const names = async () => (await listTeam(team.ctx)).map(({ name }) => name).sort();
const mails = async () =>
  (await team.raw(`select payload from jobs where kind = 'mail' order by id`)).map(({ payload }) =>
    JSON.parse(String(payload)),
  );

test('a new host has the zone and language of who invites, unless they are given, and the usual notices', async () => {
  const { host } = await addHost(team.ctx, DORA, { by: 'mail', from: 'claire@team.example' });
  expect(host).toMatchObject({
    name: 'Dora',
    email: 'dora@team.example',
    timeZone: 'Europe/Paris',
    locale: 'fr',
    role: 'member',
    reminders: 'agenda',
    agendaMinutes: 420,
  });
  const more = {
    name: 'Emil',
    email: 'emil@team.example',
    timeZone: 'asia/tokyo',
    locale: 'DE-at',
    role: 'admin',
  } as const;
  expect((await addHost(team.ctx, more, null)).host).toMatchObject({
    timeZone: 'Asia/Tokyo',
    locale: 'de-AT',
    role: 'admin',
  });
  const plain = { name: 'Fay', email: 'fay@team.example' };
  expect((await addHost(team.ctx, plain, null)).host).toMatchObject({ timeZone: 'Etc/UTC', locale: 'en' });
  expect(await names()).toEqual(['Aiko', 'Ben', 'Claire', 'Dora', 'Emil', 'Fay']);
  expect(await mails()).toHaveLength(1);
});

test('an invitation is owed with the host, names who invites, and signs nobody in by what rests', async () => {
  const { url } = await addHost(team.ctx, DORA, { by: 'mail', from: 'Claire@team.example' });
  expect(url).toBeNull();
  expect(await mails()).toEqual([
    expect.objectContaining({
      template: 'host_invitation',
      recipient: { name: 'Dora', email: 'dora@team.example', timeZone: 'Europe/Paris', locale: 'fr' },
      invitedBy: 'Claire',
    }),
  ]);
  await inviteHost(team.ctx, 'dora@team.example', { by: 'mail' });
  expect(await mails()).toEqual([expect.anything(), expect.objectContaining({ invitedBy: null })]);
});

test('a link to hand over signs in, and is no mail', async () => {
  const { url, host } = await addHost(team.ctx, DORA, { by: 'link' });
  const [, token = ''] = /^https:\/\/book\.example\/console\/sign-in#(\S+)$/.exec(String(url)) ?? [];
  expect(await mails()).toEqual([]);
  expect((await signInByLink(team.ctx, token)).host.id).toBe(host.id);
});

test('who is a host already is told so, and nothing is changed or sent', async () => {
  await expect(addHost(team.ctx, { name: 'X', email: 'BEN@team.example' }, { by: 'mail' })).rejects.toMatchObject({
    code: 'change_refused',
  });
  expect(await names()).toEqual(['Aiko', 'Ben', 'Claire']);
  expect(await mails()).toEqual([]);
});

test('of two who add the same host at once, one does', async () => {
  const other = await team.another();
  const ended = await Promise.allSettled([team.ctx, other].map((ctx) => addHost(ctx, DORA, { by: 'mail' })));
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await mails()).toHaveLength(1);
});

test.each([
  [{ email: 'dora' }, 'email'],
  [{ name: ' ' }, 'name'],
  [{ timeZone: 'Paris' }, 'timeZone'],
  [{ locale: '1' }, 'locale'],
])('%j is refused under its name', async (wrong, path) => {
  await expect(addHost(team.ctx, { ...DORA, ...wrong }, null)).rejects.toMatchObject({
    code: 'invalid_request',
    details: { errors: [{ path }] },
  });
});

test('nobody can be invited who is no host, nor in the name of one who is not', async () => {
  await expect(inviteHost(team.ctx, 'dora@team.example', { by: 'mail' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(addHost(team.ctx, DORA, { by: 'mail', from: 'x@team.example' })).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await listTeam(team.ctx)).toHaveLength(3);
});
