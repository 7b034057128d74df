import { cpSync } from 'node:fs';
import { expectAccessible, expectLargeTargets, expectNoSidewaysScroll } from '../stage/accessibility.ts';
import { type Gateway, openGateway } from '../stage/gateway.ts';
import { expect, test as journey } from '../stage/portal.ts';
import { command, forget, newFolder, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

const test = journey.extend<{ gateway: Gateway }>({
  mostGuests: 0,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  gateway: async ({}, use) => {
    const gateway = await openGateway();
    await use(gateway);
    await gateway.close();
  },

  product: async ({ settings, applied, gateway }, use) => {
    const dataDir = newFolder();
    cpSync(await applied(settings), dataDir, { recursive: true });
    const product = await serve({
      BOOKER_DATA_DIR: dataDir,
      BOOKER_SMS_URL: gateway.url,
      BOOKER_SMS_HEADERS: gateway.headers,
      // A journey is made at any hour.
      BOOKER_SMS_QUIET_HOURS: 'off',
      BOOKER_LOG_LEVEL: 'info',
    });
    await use(product);
    await product.stop();
    forget(dataDir);
  },
});

test.use({ viewport: { width: 320, height: 640 }, settings: team(meetingType('intro')) });

const NUMBER = '+33612345678';

test('a visitor asks for texts on a telephone of 320 pixels, is told by one of a move, and ends them', async ({
  booker,
  open,
  page,
  product,
  gateway,
}) => {
  await open();
  await booker.chooseDay();
  const start = await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  const tick = booker.field('texts');
  await expect(tick).not.toBeChecked();
  await expect(booker.field('phone')).toHaveCount(0);
  await booker.root.getByText('Remind me by text message too').click();
  await expect(tick).toBeChecked();
  await expect(tick).toBeFocused();
  await booker.field('phone').fill('06 12 34 56 78');
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page);
  await expectAccessible(page);
  await booker.submit.click();
  await expect(booker.trouble).toContainText('Enter the number with its country code');
  await booker.field('phone').fill('+33 6 12 34 56 78');
  await booker.book();

  const settings = { BOOKER_DATA_DIR: product.dataDir };
  const args = ['api-key', 'create', '--host', 'claire@three-rooms.example', '--name', 'test'];
  const scopes = ['meetings:read', 'meetings:write', 'deliveries'].flatMap((scope) => ['--scope', scope]);
  const { stdout, stderr } = await command([...args, ...scopes], { settings });
  const key = /key_\w+/.exec(stdout)?.[0];
  if (!key) throw new Error(stderr || stdout);
  const ask = async (path: string, init: RequestInit = {}) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await fetch(`${product.url}/api/host${path}`, { ...init, headers });
    expect(answer.status).toBe(200);
    return answer.json();
  };
  const [meeting] = ((await ask('/meetings')) as { items: { id: string }[] }).items;
  const moved = { start: new Date(start + 30 * 60_000).toISOString() };
  await ask(`/meetings/${meeting?.id}`, { method: 'PUT', body: JSON.stringify(moved) });

  const [text] = await gateway.textsTo(NUMBER);
  expect(text?.text).toMatch(/^Moved to \w{3} .* with Claire Moreau\nStop texts: http/);
  const sent = async () => ((await ask('/deliveries?kind=text_message')) as { items: { state: string }[] }).items;
  await expect.poll(async () => (await sent()).map(({ state }) => state)).toEqual(['done']);
  // Lines are gathered before they are written.
  await expect.poll(() => product.said()).toContain('text_message');
  expect(product.said()).not.toMatch(/612345678|journey-key/);

  await page.goto(/http\S+$/.exec(text?.text ?? '')?.[0] ?? '');
  await expect(page.getByRole('heading', { name: 'Stop text messages?' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page, 'main');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop text messages' }).click();
  await expect(page.getByRole('heading', { name: 'No more text messages will come' })).toBeVisible();
});

test('a client switches texts on in their portal, changes the number and switches them off', async ({
  booked,
  wholeToken,
  openPortal,
  portal,
  page,
}) => {
  await booked(2);
  const token = await wholeToken();
  await openPortal(token);
  const tick = portal.getByRole('checkbox', { name: 'Remind me of my meetings by text message too' });
  await expect(tick).not.toBeChecked();
  const phone = portal.getByRole('textbox', { name: 'Phone' });
  await expect(phone).toHaveCount(0);
  await tick.check();
  await expect(phone).toBeFocused();
  await phone.fill('06 12 34 56 78');
  const save = portal.getByRole('button', { name: 'Save' });
  await save.click();
  await expect(portal.getByText('No texts can be sent to this number.')).toBeVisible();
  await expect(phone).toBeFocused();
  await expectNoSidewaysScroll(page);
  await expectLargeTargets(page, 'meeting-portal');
  await expectAccessible(page);
  await phone.fill('+33 6 12 34 56 78');
  await phone.press('Enter');
  await expect(portal.getByText('Texts go to +33612345678.')).toBeVisible();
  await expect(tick).toBeFocused();
  await portal.getByRole('button', { name: 'Change the number' }).click();
  await expect(phone).toHaveValue('+33612345678');
  await phone.fill('+32 470 12 34 56');
  await save.click();
  await expect(portal.getByText('Texts go to +32470123456.')).toBeVisible();
  await page.reload();
  await expect(tick).toBeChecked();
  await expectAccessible(page);
  await tick.uncheck();
  await expect(portal.getByText('Texts go to')).toHaveCount(0);
  await page.reload();
  await expect(tick).not.toBeChecked();
});
