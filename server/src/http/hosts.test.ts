import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHost } from '../actions/hosts.ts';
import type { HostView } from './host-contract.ts';
import { problemOf, type ScratchApp, scratchApp } from './scratch-app.ts';
import { type ScratchHost, scratchHost } from './scratch-hosts.ts';

let app: ScratchApp;
let claire: ScratchHost;
let ben: ScratchHost;
let owner: ScratchHost;

beforeAll(async () => {
  app = await scratchApp();
  claire = await scratchHost(app, 'claire');
  ben = await scratchHost(app, 'ben');
  owner = await scratchHost(app, 'aiko', { role: 'owner' });
});

afterAll(() => app.dispose());

const bodyOf = async (response: Response) => {
  expect(response.status).toBe(200);
  return (await response.json()) as { host: HostView; items: HostView[] };
};

test('a member sees themselves, an owner everybody, as the settings have them', async () => {
  const own = {
    id: claire.id,
    name: 'Claire',
    email: 'claire@team.example',
    timeZone: 'Europe/Paris',
    locale: 'fr',
    role: 'member',
    reminders: 'agenda',
    agendaTime: '07:00',
    mailsOff: [],
  };
  expect(await bodyOf(await claire.ask('GET', '/hosts'))).toEqual({ items: [own], nextCursor: null });
  expect(await bodyOf(await claire.ask('GET', `/hosts/${claire.id}`))).toEqual({ host: own });
  const { items } = await bodyOf(await owner.ask('GET', '/hosts'));
  expect(items.map(({ id }) => id).sort()).toEqual([claire.id, ben.id, owner.id].sort());
});

test('a member changes what they are told, an owner anybody’s; what is not named stays', async () => {
  const changed = await bodyOf(await claire.ask('PUT', `/hosts/${claire.id}`, { agendaTime: '06:30' }));
  expect(changed.host).toMatchObject({ reminders: 'agenda', agendaTime: '06:30' });
  const again = await bodyOf(await owner.ask('PUT', `/hosts/${claire.id}`, { reminders: 'each' }));
  expect(again.host).toMatchObject({ reminders: 'each', agendaTime: '06:30', name: 'Claire' });
  expect(again.host).not.toHaveProperty('dailyLimit');
  const caller = { host: { role: 'owner' } } as Parameters<typeof readHost>[1];
  expect(await readHost(app.ctx, caller, claire.id)).toMatchObject({ reminders: 'each', agendaMinutes: 390 });
});

test('another’s is 404 to a member, as if it were not there', async () => {
  const answers = await Promise.all([
    claire.ask('GET', `/hosts/${ben.id}`),
    claire.ask('PUT', `/hosts/${ben.id}`, { reminders: 'none' }),
    owner.ask('GET', '/hosts/hst_nobody'),
    owner.ask('PUT', '/hosts/hst_nobody', { reminders: 'none' }),
  ]);
  for (const answer of answers) {
    expect(answer.status).toBe(404);
    expect((await problemOf(answer)).code).toBe('not_found');
  }
  expect((await bodyOf(await ben.ask('GET', `/hosts/${ben.id}`))).host.reminders).toBe('agenda');
});

test.each([
  [{ agendaTime: '12:00' }, '/agendaTime'],
  [{ agendaTime: '7:00' }, '/agendaTime'],
  [{ reminders: 'sometimes' }, '/reminders'],
  [{ role: 'owner' }, '/role'],
])('%j is refused', async (body, path) => {
  const response = await claire.ask('PUT', `/hosts/${claire.id}`, body);
  expect(response.status).toBe(422);
  expect((await problemOf(response)).errors).toEqual([{ path, message: expect.any(String) }]);
});
