import { expectAccessible, expectLargeTargets } from '../stage/accessibility.ts';
import { book } from '../stage/booking.ts';
import { expect, test } from '../stage/journey.ts';

for (const width of [320, 1100]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Debian's Firefox cannot be told by its driver to prefer dark: it would be light once more.
    const tag = colorScheme === 'dark' ? '@chromium' : [];
    test.describe(`at ${width} pixels, ${colorScheme}`, { tag }, () => {
      test.use({ viewport: { width, height: 900 }, colorScheme });

      test('each step stands before axe, and each target is large enough', async ({ booker, open, page, product }) => {
        const check = async () => {
          await expectAccessible(page);
          await expectLargeTargets(page);
        };
        await open({ style: ':root { color-scheme: light dark }' });
        await booker.ready();
        await check();
        await booker.chooseDay();
        await check();
        await booker.root.getByRole('button', { name: /change time zone/ }).click();
        await expect(booker.root.getByRole('dialog')).toBeVisible();
        await check();
        await page.keyboard.press('Escape');
        const start = await booker.chooseSlot();
        await check();
        await booker.submit.click();
        await expect(booker.trouble.first()).toBeVisible();
        await check();
        await booker.fill('Ada Lovelace', 'ada@example.com');
        await book(product.url, 'intro', new Date(start).toISOString(), 'grace@example.com');
        await booker.submit.click();
        await expect(booker.root.locator('button[part="alternative"]').first()).toBeVisible();
        await check();
        await booker.root.locator('button[part="alternative"]').first().click();
        await booker.book();
        await check();
      });
    });
  }
}
