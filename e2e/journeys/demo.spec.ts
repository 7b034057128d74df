import { test as base, expect } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../stage/accessibility.ts';
import { Booker } from '../stage/booker.ts';
import { begin, freePort, within } from '../stage/product.ts';

const PATIENCE_MS = 90_000;

/** The demo, as `npm start` runs it; `address` is the last line that it prints. */
const test = base.extend<{ address: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  address: async ({}, use) => {
    const port = await freePort();
    const demo = begin(['demo'], { settings: { BOOKER_PORT: String(port), BOOKER_HOST: '127.0.0.1' } });
    let printed = '';
    const ready = new Promise<string>((resolve, reject) => {
      demo.child.stdout?.on('data', (text: string) => {
        printed += text;
        const last = printed.endsWith('\n') ? printed.trimEnd().split('\n').at(-1) : undefined;
        if (last?.startsWith('http')) resolve(last);
      });
      demo.ended.then(() => reject(new Error(`the demo ended:\n${demo.said()}`)), reject);
    });
    await use(await within(PATIENCE_MS, ready, () => `the demo printed no address:\n${demo.said()}`));
    demo.child.kill('SIGTERM');
    expect((await demo.ended).code).toBe(0);
  },
});

test('a newcomer books on the demo’s host page and reads the mails in its mailbox', async ({ page, address }) => {
  const wrong: string[] = [];
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  await page.goto(address);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Architecture for small spaces');
  const booker = new Booker(page);
  await booker.chooseDay();
  await expectAccessible(page);
  await booker.chooseSlot();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  expect(wrong).toEqual([]);
  await page.getByRole('link', { name: 'the mailbox' }).click();
  await expect(async () => {
    await page.reload();
    await expect(page.locator('body')).toContainText('ada@example.com', { timeout: 5000 });
  }).toPass();
  await expectAccessible(page);
});

test('every kind of meeting on the host page can be booked', async ({ page, address }) => {
  await page.goto(address);
  const booker = new Booker(page);
  const kinds = page.locator('.kinds a');
  expect(await kinds.count()).toBe(5);
  for (const kind of await kinds.all()) {
    await kind.click();
    await booker.ready();
    await booker.chooseDay();
    await booker.chooseSlot();
    await booker.root.getByRole('button', { name: 'Back' }).click();
  }
});

test('a seat in the workshop tells how many are left', async ({ page, address }) => {
  await page.goto(address);
  const booker = new Booker(page);
  await page.locator('.kinds a[data-type="workshop"]').click();
  await expect(booker.root).toContainText('Group of up to 6');
  await booker.chooseDay();
  await expect(booker.slots.first()).toContainText('left');
});

test.describe('in French, in the dark, on a telephone', () => {
  test.use({ locale: 'fr-FR', colorScheme: 'dark', viewport: { width: 320, height: 700 } });

  test('the host page and its booker speak French and stay within the screen', async ({ page, address }) => {
    await page.goto(address);
    await page.getByRole('link', { name: 'Français' }).click();
    const booker = new Booker(page);
    await booker.chooseDay();
    await expect(booker.root).toContainText('Matin');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
