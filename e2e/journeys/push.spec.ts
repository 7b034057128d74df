import type { CDPSession, Page } from '@playwright/test';
import { type ScratchPushService, scratchPushService } from '../../server/src/notify/scratch-push-service.ts';
import { expectAccessible } from '../stage/accessibility.ts';
import { signIn } from '../stage/console.ts';
import { openFile } from '../stage/database-file.ts';
import { expect, test as portalJourney } from '../stage/portal.ts';
import { command, forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { ADDRESSES, meetingType, team } from '../stage/team.ts';

/*
 * The switch on the server's own portal page, and what comes of it. A browser that is driven has no push service: what it would give the page
 * is given by one on the loopback, and what that has decrypted is handed to the service worker as the browser would.
 */

const test = portalJourney.extend<{ service: ScratchPushService }>({
  mostGuests: 0,
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  service: async ({}, use) => {
    const service = await scratchPushService();
    await use(service);
    await service.close();
  },
  product: async ({ settings, inbox }, use) => {
    const dataDir = newFolder();
    await prepare(dataDir, settings);
    const product = await serve({
      BOOKER_DATA_DIR: dataDir,
      BOOKER_SMTP_URL: inbox.url,
      BOOKER_MAIL_FROM: 'Three Rooms <bookings@three-rooms.example>',
      BOOKER_WEBHOOK_ALLOW: '127.0.0.1',
      BOOKER_LOG_LEVEL: 'info',
    });
    await use(product);
    await product.stop();
    forget(dataDir);
  },
});

test.use({
  settings: team(
    meetingType('intro', { schedule: 'Always' }),
    meetingType('bens', { schedule: 'Always', hosts: [ADDRESSES.ben] }),
  ),
});

/** What is kept by a browser's push service, on the page's own side. */
async function givePushService(page: Page, service: ScratchPushService) {
  const made: ReturnType<ScratchPushService['subscribe']>[] = [];
  await page.exposeFunction('subscribeAtService', (key: string) => {
    const browser = service.subscribe(key);
    made.push(browser);
    return browser.subscription;
  });
  await page.addInitScript(() => {
    const { subscribeAtService } = window as unknown as { subscribeAtService(key: string): Promise<object> };
    const KEY = 'subscription of the test';
    const unsubscribe = async () => {
      localStorage.removeItem(KEY);
      return true;
    };
    const asSubscription = (json: object) => ({ ...json, options: {}, toJSON: () => json, unsubscribe });
    PushManager.prototype.getSubscription = async () => {
      const kept = localStorage.getItem(KEY);
      return (kept && asSubscription(JSON.parse(kept))) as PushSubscription | null;
    };
    PushManager.prototype.subscribe = async (options) => {
      const json = await subscribeAtService(String(options?.applicationServerKey));
      localStorage.setItem(KEY, JSON.stringify(json));
      return asSubscription(json) as PushSubscription;
    };
  });
  return made;
}

/** The ids by which the browser's own tools know the service worker, as they come. */
async function workerOf(
  page: Page,
  scope: '/portal/' | '/console',
): Promise<{ session: CDPSession; registrationId(): string | undefined }> {
  const session = await page.context().newCDPSession(page);
  let id: string | undefined;
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    id = registrations.find(({ scopeURL }) => scopeURL.endsWith(scope))?.registrationId ?? id;
  });
  await session.send('ServiceWorker.enable');
  return { session, registrationId: () => id };
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/portal/');
    const all = (await registration?.getNotifications()) ?? [];
    return all.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, url: data.url as string | null }));
  });

async function hostOf({ dataDir, url }: Product) {
  const args = ['api-key', 'create', '--host', ADDRESSES.claire, '--name', 'Desk', '--scope', 'meetings:write'];
  const { stdout } = await command(args, { settings: { BOOKER_DATA_DIR: dataDir } });
  return (method: string, path: string, body: object) =>
    fetch(`${url}/api/host/meetings/${path}`, {
      method,
      headers: { authorization: `Bearer ${stdout.trim()}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
}

/** A press on what is shown: no test can press what the system shows, so the worker is told of one. Answers what it did. */
async function press(page: Page): Promise<string[] | undefined> {
  const [worker] = page.context().serviceWorkers();
  return worker?.evaluate(async () => {
    const here = self as unknown as {
      registration: ServiceWorkerRegistration;
      clients: { openWindow(url: string): Promise<null> };
      WindowClient: { prototype: { focus(): Promise<unknown> } };
      dispatchEvent(event: Event): void;
      NotificationEvent: new (type: string, init: object) => Event;
    };
    const done: string[] = [];
    here.clients.openWindow = async (url) => void done.push(`opens ${url}`) as unknown as null;
    here.WindowClient.prototype.focus = async function (this: { url: string }) {
      done.push(`shows ${this.url}`);
    };
    const [notification] = await here.registration.getNotifications();
    here.dispatchEvent(new here.NotificationEvent('notificationclick', { notification }));
    for (let i = 0; i < 100 && done.length === 0; i += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    return done;
  });
}

const theSwitch = (page: Page) => page.getByRole('switch', { name: 'Tell me on this device' });

test.describe('notices', { tag: '@chromium' }, () => {
  test('a client has this device told, sees what the host did, and is brought to the meeting', async ({
    booked,
    page,
    product,
    service,
  }) => {
    const { meeting, portalToken } = await booked(60);
    const browsers = await givePushService(page, service);
    const { session, registrationId } = await workerOf(page, '/portal/');
    await page.context().grantPermissions(['notifications'], { origin: product.url });
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${product.url}/portal/${portalToken}`);
    await expect(theSwitch(page)).not.toBeChecked();
    // Nothing is there before it is asked for.
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    await theSwitch(page).focus();
    await page.keyboard.press('Space');
    await expect(theSwitch(page)).toBeChecked();
    await expect(page.getByText('This device tells you of changes')).toBeVisible();
    await page.reload();
    await expect(theSwitch(page)).toBeChecked();

    const host = await hostOf(product);
    const start = new Date(Date.parse(meeting.start) + 86_400_000).toISOString();
    expect((await host('PUT', meeting.id, { start })).status).toBe(200);
    await expect.poll(() => browsers[0]?.got.length).toBe(1);
    const [pushed] = browsers[0]?.got ?? [];
    await expect.poll(registrationId).toBeDefined();
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: product.url,
      registrationId: registrationId() ?? '',
      data: JSON.stringify(pushed?.message),
    });
    const address = `${product.url}/portal/${portalToken}`;
    await expect
      .poll(() => shown(page))
      .toEqual([
        {
          title: expect.stringMatching(/^Moved: /),
          body: 'Claire Moreau moved your meeting to another time.\nIntroduction',
          tag: meeting.id,
          lang: 'en',
          url: address,
        },
      ]);

    // A later one takes its place.
    expect((await host('DELETE', meeting.id, {})).status).toBeLessThan(300);
    await expect.poll(() => browsers[0]?.got.length).toBe(2);
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: product.url,
      registrationId: registrationId() ?? '',
      data: JSON.stringify(browsers[0]?.got[1]?.message),
    });
    await expect
      .poll(async () => (await shown(page)).map(({ title }) => title))
      .toEqual([expect.stringMatching(/^Cancelled: /)]);

    expect(await press(page)).toEqual([`shows ${address}`]);
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/portal/');
      await registration?.showNotification('Again', { tag: 'x', data: { url: 'https://book.example/portal/other' } });
    });
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/portal/');
      for (const one of (await registration?.getNotifications()) ?? []) if (one.tag !== 'x') one.close();
    });
    expect(await press(page)).toEqual(['opens https://book.example/portal/other']);

    await theSwitch(page).click();
    await expect(theSwitch(page)).not.toBeChecked();
    expect(complaints).toEqual([]);
    expect(product.said()).not.toContain(portalToken.split('.')[1]);
  });

  test('whose push service gives them another address is told there', async ({ booked, page, product, service }) => {
    const { meeting, portalToken } = await booked(60);
    const browsers = await givePushService(page, service);
    await page.context().grantPermissions(['notifications'], { origin: product.url });
    await page.goto(`${product.url}/portal/${portalToken}`);
    await theSwitch(page).click();
    await expect(theSwitch(page)).toBeChecked();
    const { publicKey } = (await (await fetch(`${product.url}/api/portal/${portalToken}/push`)).json()) as {
      publicKey: string;
    };
    const other = service.subscribe(publicKey);
    const [worker] = page.context().serviceWorkers();
    await worker?.evaluate((json) => {
      const { ExtendableEvent } = self as unknown as { ExtendableEvent: typeof Event };
      const newSubscription = { toJSON: () => json };
      self.dispatchEvent(Object.assign(new ExtendableEvent('pushsubscriptionchange'), { newSubscription }));
    }, other.subscription);
    const host = await hostOf(product);
    const known = async () =>
      (
        (await (await fetch(`${product.url}/api/portal/${portalToken}/push`)).json()) as {
          items: { endpointHash: string }[];
        }
      ).items[0]?.endpointHash;
    await expect.poll(known).toBe(await hashOf(other.subscription.endpoint));
    await host('DELETE', meeting.id, {});
    await expect.poll(() => other.got.length).toBe(1);
    expect(browsers[0]?.got).toEqual([]);
  });

  test('where notices are blocked it says how to allow them, and a press does nothing', async ({
    booked,
    page,
    product,
  }) => {
    const { portalToken } = await booked(60);
    await page.addInitScript(() => {
      Object.defineProperty(Notification, 'permission', { get: () => 'denied' });
    });
    await page.goto(`${product.url}/portal/${portalToken}`);
    await expect(page.getByText('Notifications from this site are blocked.')).toBeVisible();
    await theSwitch(page).click({ force: true });
    await expect(theSwitch(page)).not.toBeChecked();
    await expectAccessible(page);
  });

  test('who says no is left alone, and a browser that cannot do it shows nothing', async ({
    booked,
    page,
    product,
  }) => {
    const { portalToken } = await booked(60);
    await page.addInitScript(() => {
      Notification.requestPermission = async () => 'default';
    });
    await page.goto(`${product.url}/portal/${portalToken}`);
    await theSwitch(page).click();
    await expect(theSwitch(page)).not.toBeChecked();
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
    await page.addInitScript(() => {
      delete (window as { PushManager?: unknown }).PushManager;
    });
    await page.reload();
    await expect(page.locator('meeting-portal')).toBeVisible();
    await expect(theSwitch(page)).toBeHidden();
  });

  test('a host has this device told at the console until they sign out there, or everywhere', async ({
    booked,
    inbox,
    page,
    product,
    service,
  }) => {
    const browsers = await givePushService(page, service);
    await page.context().grantPermissions(['notifications'], { origin: product.url });
    const { session, registrationId } = await workerOf(page, '/console');
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await signIn(page, product.url, inbox);
    await expect(theSwitch(page)).not.toBeChecked();
    await theSwitch(page).focus();
    await page.keyboard.press('Space');
    await expect(theSwitch(page)).toBeChecked();
    await expectAccessible(page);
    const { meeting } = await booked(60, {}, 'bens');
    await expect.poll(() => browsers[0]?.got.length).toBe(1);
    const address = `${product.url}/console`;
    expect(browsers[0]?.got[0]?.message).toMatchObject({
      meetingId: meeting.id,
      template: 'host_booked',
      url: address,
    });
    await expect.poll(registrationId).toBeDefined();
    for (const [from, does] of [
      ['/console', 'shows'],
      ['/', 'opens'],
    ]) {
      await page.goto(product.url + from);
      await session.send('ServiceWorker.deliverPushMessage', {
        origin: product.url,
        registrationId: registrationId() ?? '',
        data: JSON.stringify(browsers[0]?.got[0]?.message),
      });
      const shownNow = () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration('/console');
          return (await registration?.getNotifications())?.length;
        });
      await expect.poll(shownNow).toBe(1);
      expect(await press(page)).toEqual([`${does} ${address}`]);
      await expect.poll(shownNow).toBe(0);
    }
    await page.goto(address);
    await expect(theSwitch(page)).toBeChecked();
    const scopes = await page.evaluate(async () =>
      (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
    );
    expect(scopes).toEqual(['/console']);

    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration('/console');
      await registration?.showNotification('New: Ada', { tag: 'meeting' });
    });
    const left = async () => {
      const known = await page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration('/console');
        return {
          subscribed: (await registration?.pushManager.getSubscription()) !== null,
          shown: (await registration?.getNotifications())?.length,
          kept: (await (await caches.open('meeting-booker-push')).keys()).length,
        };
      });
      return { ...known, told: await devicesOf(product) };
    };
    await expect(page.getByText('until you sign out.')).toBeVisible();
    expect(await left()).toEqual({ subscribed: true, shown: 1, kept: 1, told: 1 });
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    await expect(theSwitch(page)).toHaveCount(0);
    expect(await left()).toEqual({ subscribed: false, shown: 0, kept: 0, told: 0 });

    await signIn(page, product.url, inbox, 3);
    await expect(theSwitch(page)).not.toBeChecked();
    await theSwitch(page).click();
    await expect(theSwitch(page)).toBeChecked();
    await booked(90, {}, 'bens');
    await expect.poll(() => browsers[1]?.got.length).toBe(1);
    expect(browsers[0]?.got.length).toBe(1);
    await page.getByRole('button', { name: 'Sign out on all devices' }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect(await left()).toEqual({ subscribed: false, shown: 0, kept: 0, told: 0 });

    await signIn(page, product.url, inbox, 5);
    await expect(theSwitch(page)).not.toBeChecked();
    await theSwitch(page).click();
    await expect(theSwitch(page)).toBeChecked();
    await theSwitch(page).click();
    await expect(theSwitch(page)).not.toBeChecked();

    // A sign-in that has ended by itself is no reason to go on.
    await theSwitch(page).click();
    await expect(theSwitch(page)).toBeChecked();
    const file = openFile(product.dataDir);
    file.exec('delete from sign_ins');
    file.close();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(page.getByText('You are signed out.')).toBeVisible();
    expect(await left()).toMatchObject({ subscribed: false, shown: 0, kept: 0 });
    expect(complaints.filter((text) => !text.includes('401'))).toEqual([]);
  });

  for (const [mode, use] of [
    ['light', { viewport: { width: 320, height: 800 } }],
    ['dark', { colorScheme: 'dark' as const, viewport: { width: 320, height: 800 } }],
    ['French', { locale: 'fr-FR', viewport: { width: 320, height: 800 } }],
  ] as const) {
    test.describe(mode, () => {
      test.use(use);
      test(`the switch is legible and large enough at 320 pixels: ${mode}`, async ({ booked, page, product }) => {
        const { portalToken } = await booked(60);
        await page.goto(`${product.url}/portal/${portalToken}`);
        const button = page.locator('.device').getByRole('switch');
        await expect(button).toBeVisible();
        await expectAccessible(page);
        const { height = 0 } = (await button.boundingBox()) ?? {};
        expect(height).toBeGreaterThanOrEqual(44);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      });
    });
  }
});

/** How many devices Ben's notices go to. */
async function devicesOf({ dataDir, url }: Product): Promise<number> {
  const args = ['api-key', 'create', '--host', ADDRESSES.ben, '--name', 'Desk', '--scope', 'push'];
  const { stdout } = await command(args, { settings: { BOOKER_DATA_DIR: dataDir } });
  const response = await fetch(`${url}/api/host/push`, { headers: { authorization: `Bearer ${stdout.trim()}` } });
  return ((await response.json()) as { items: unknown[] }).items.length;
}

async function hashOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Buffer.from(digest).toString('base64url');
}
