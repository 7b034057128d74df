import type { Page } from '@playwright/test';
import { focused, settle } from '../stage/accessibility.ts';
import { expect, test } from '../stage/fixed-day.ts';
import { openComparer } from '../stage/pixels.ts';

/* The focus can be seen on every control, in pixels: with the ring and without it the picture differs, and by enough. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';
const AROUND = 8;
const MOST_STOPS = 24;

type Box = { x: number; y: number; width: number; height: number };

/** Takes the focus from the inmost element and gives it back, as if by the keyboard. */
function setFocus(page: Page, on: boolean): Promise<Box | null> {
  return page.evaluate((give) => {
    const held = window as unknown as { held: HTMLElement | null };
    if (give) held.held?.focus({ preventScroll: true });
    else {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      held.held = element as HTMLElement;
      held.held.blur();
    }
    const box = (held.held?.closest('label') ?? held.held)?.getBoundingClientRect();
    return box ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
  }, on);
}

for (const look of [
  { name: 'light', use: { colorScheme: 'light' } },
  { name: 'dark', use: { colorScheme: 'dark' } },
  { name: 'forced colours', use: { forcedColors: 'active' } },
] as const) {
  // Firefox, once its driver has pressed the mouse, shows no focus that a script gives back; dark and forced colours it cannot be told of.
  test.describe(look.name, { tag: '@chromium' }, () => {
    test.use({ ...look.use, viewport: { width: 1000, height: 1400 } });

    test('each stop on the way through a booking shows where the focus is', async ({
      booker,
      context,
      openFixed,
      page,
    }) => {
      const comparer = await openComparer(context);
      const faint: string[] = [];
      let stops = 0;
      /** Tabs through everything from here on, and compares each stop with and without its focus. */
      const walk = async () => {
        await page.bringToFront();
        await settle(page);
        let last = '';
        for (let stop = 0; stop < MOST_STOPS; stop += 1) {
          await page.keyboard.press('Tab');
          const { tag, label, text } = await focused(page);
          const name = `${tag} ${label || text.slice(0, 40)}`;
          if (tag === 'body' || tag === 'html' || name === last) break;
          last = name;
          const box = await setFocus(page, false);
          const clip = {
            x: Math.max(0, (box?.x ?? 0) - AROUND),
            y: Math.max(0, (box?.y ?? 0) - AROUND),
            width: (box?.width ?? 0) + 2 * AROUND,
            height: (box?.height ?? 0) + 2 * AROUND,
          };
          const without = await page.screenshot({ clip });
          await setFocus(page, true);
          const { strong } = await comparer.compare(without, await page.screenshot({ clip }));
          stops += 1;
          // At least a line of one pixel all around, most of it: corners are round.
          if (strong < 1.5 * ((box?.width ?? 0) + (box?.height ?? 0))) faint.push(`${name}: ${strong} pixels`);
        }
      };
      await openFixed({ tag: TAG, style: ':root { color-scheme: light dark }' });
      await booker.ready();
      await expect(booker.slots.first()).toBeVisible();
      await walk();
      await booker.slots.first().click();
      await booker.submit.click();
      await expect(booker.root.locator('#summary')).toBeVisible();
      await booker.root.locator('#form').focus();
      await walk();
      await booker.fill('Ada Lovelace', 'ada@example.com');
      await booker.book();
      await walk();
      expect(faint).toEqual([]);
      expect(stops).toBeGreaterThan(15);
    });
  });
}
