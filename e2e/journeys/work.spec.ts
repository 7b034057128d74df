import { cpSync } from 'node:fs';
import { expectNoSidewaysScroll } from '../stage/accessibility.ts';
import { test as base, expect } from '../stage/journey.ts';
import { forget, newFolder, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

/* A server under attack asks for work before it writes or mails anything: the visitor's browser does it, and the visitor sees nothing of it. */

const test = base.extend({
  mostGuests: 0,
  product: async ({ settings, inbox, applied }, use) => {
    const dataDir = newFolder();
    cpSync(await applied(settings), dataDir, { recursive: true });
    const product = await serve({
      BOOKER_DATA_DIR: dataDir,
      BOOKER_SMTP_URL: inbox.url,
      BOOKER_MAIL_FROM: 'Three Rooms <bookings@three-rooms.example>',
      BOOKER_PROOF_OF_WORK: 'on',
      BOOKER_LOG_LEVEL: 'warn',
    });
    await use(product);
    if (product.child.exitCode === null) await product.stop();
    forget(dataDir);
  },
});

test.use({ settings: team(meetingType('intro', { requiresVerifiedEmail: true })) });

const ADA = 'ada@example.com';

for (const width of [1100, 320]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 900 } });

    test('the work is done unseen, for the code and for the booking', async ({
      booker,
      open,
      page,
      line,
      inbox,
      events,
    }) => {
      await open();
      await booker.chooseDay();
      await booker.chooseSlot();
      await booker.fill('Ada Lovelace', ADA);
      await booker.submit.click();
      await expect(booker.field('code')).toBeFocused();
      await expectNoSidewaysScroll(page);
      const [mail] = await inbox.mailsTo(ADA);
      await booker.field('code').fill(/^\d{6}/.exec(mail?.mail.subject ?? '')?.[0] ?? '');
      await booker.book();
      await inbox.mailsTo(ADA, 2);
      // Each is asked twice: without the work, and with it.
      expect(
        line.seen.filter((request) => request.startsWith('POST')).map((request) => request.split('/').at(-1)),
      ).toEqual(['verifications', 'verifications', 'meetings', 'meetings']);
      const names = (await events()).map(([name]) => name);
      expect(names.filter((name) => name === 'mb-booked')).toHaveLength(1);
      expect(names).not.toContain('mb-error');
    });
  });
}

test('a client’s link is asked for with work, too', async ({ page, product }) => {
  const statuses: number[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('/api/portal/link')) statuses.push(response.status());
  });
  await page.goto(`${product.url}/portal`);
  const portal = page.locator('meeting-portal');
  await portal.locator('input[type="email"]').fill(ADA);
  await page.keyboard.press('Enter');
  await expect.poll(() => statuses).toEqual([403, 202]);
  await expect(portal.getByText(ADA).first()).toBeVisible();
});
