import type { Page } from '@playwright/test';
import { expectLargeTargets, expectNoSidewaysScroll } from '../stage/accessibility.ts';
import type { Booker } from '../stage/booker.ts';
import { expect, test } from '../stage/fixed-day.ts';

/* Large letters, little room, wide spacing, the system's own colours: everything stays readable and can be pressed. */

const TAG = '<meeting-booker type="intro" date="2027-03-09"></meeting-booker>';

/** Texts that are cut off by their own box, or that lie outside the sheet. */
async function expectNothingCut(page: Page): Promise<void> {
  const cut = await page.evaluate(() => {
    const root = document.querySelector('meeting-booker')?.shadowRoot;
    const sheet = root?.querySelector('[part="panel"]')?.getBoundingClientRect();
    return [...(root?.querySelectorAll<HTMLElement>('[part="panel"] *') ?? [])]
      .filter((element) => element.checkVisibility() && !element.closest('.sr') && element.textContent.trim())
      .filter((element) => {
        const { overflowX, display } = getComputedStyle(element);
        const box = element.getBoundingClientRect();
        const outside = sheet && (box.left < sheet.left - 1 || box.right > sheet.right + 1);
        return (
          outside || (display !== 'inline' && overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1)
        );
      })
      .map((element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`);
  });
  expect(cut).toEqual([]);
}

/** Goes through all steps and looks at each. */
async function eachStep(booker: Booker, look: () => Promise<void>): Promise<void> {
  await booker.ready();
  await expect(booker.slots.first()).toBeVisible();
  await look();
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await expect(booker.root.getByRole('dialog')).toBeVisible();
  await look();
  await booker.page.keyboard.press('Escape');
  await booker.slots.first().click();
  await booker.submit.click();
  await expect(booker.trouble.first()).toBeVisible();
  await look();
  await booker.fill('Ada Lovelace', 'ada@example.com');
  await booker.book();
  await look();
}

for (const { name, width, style } of [
  { name: 'at 320 pixels, as a window of 1280 at 400 %', width: 320, style: '' },
  { name: 'at 640 pixels, as a window of 1280 at 200 %', width: 640, style: '' },
  { name: 'with letters twice as large', width: 1000, style: 'meeting-booker { --mb-font-size: 30px }' },
  { name: 'with larger letters at 320 pixels', width: 320, style: 'meeting-booker { --mb-font-size: 20px }' },
]) {
  test.describe(name, () => {
    test.use({ viewport: { width, height: 900 } });

    test('every step is read by scrolling one way alone', async ({ booker, openFixed, page }) => {
      await openFixed({ tag: TAG, style: `body { margin: 0 } ${style}` });
      await eachStep(booker, async () => {
        await expectNoSidewaysScroll(page);
        await expectNothingCut(page);
        await expectLargeTargets(page);
      });
    });
  });
}

test('text set as wide as WCAG 1.4.12 asks loses nothing', async ({ booker, openFixed, page }) => {
  await openFixed({ tag: TAG });
  await booker.ready();
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }',
    );
    document.querySelector('meeting-booker')?.shadowRoot?.adoptedStyleSheets.push(sheet);
  });
  await eachStep(booker, async () => {
    await expectNoSidewaysScroll(page);
    await expectNothingCut(page);
  });
});

test.describe('on a small telephone', () => {
  test.use({ viewport: { width: 320, height: 480 } });

  test('the line that says when, which stays in view, covers nothing that has the focus', async ({
    booker,
    openFixed,
    page,
  }) => {
    /** Whether the upper edge of what has the focus is in view and under nothing. */
    const seen = () =>
      page.evaluate(() => {
        const root = document.querySelector('meeting-booker')?.shadowRoot;
        const element = root?.activeElement;
        const box = element?.getBoundingClientRect();
        if (!element || !box) return 'nothing has the focus';
        const top = root.elementFromPoint(box.left + box.width / 2, box.top + 4);
        return top && (element.contains(top) || top.contains(element))
          ? 'seen'
          : `${element.id || element.localName} is not`;
      });
    await openFixed({ tag: TAG, style: 'body { margin: 0 }' });
    await booker.ready();
    await booker.slots.first().click();
    await booker.submit.click();
    await expect(booker.root.locator('#summary')).toBeFocused();
    await expect.poll(seen).toBe('seen');
    for (let stop = 0; stop < 5; stop += 1) {
      await page.keyboard.press('Tab');
      await expect.poll(seen).toBe('seen');
    }
    for (let stop = 0; stop < 5; stop += 1) {
      await page.keyboard.press('Shift+Tab');
      await expect.poll(seen).toBe('seen');
    }
  });
});

for (const { width, side } of [
  { width: 320, side: 36 },
  { width: 640, side: 36 },
  { width: 1000, side: 40 },
]) {
  test.describe(`at ${width} pixels`, () => {
    test.use({ viewport: { width, height: 900 } });

    test(`every day of the month can be hit, free or not: at least ${side} by 40 pixels`, async ({
      booker,
      openFixed,
    }) => {
      await openFixed({ tag: TAG, style: 'body { margin: 0 }' });
      await booker.ready();
      const cells = await booker.root.locator('button[data-date]').evaluateAll((days) =>
        days.map((day) => {
          const { width, height } = day.getBoundingClientRect();
          return [width, height] as const;
        }),
      );
      expect(cells).toHaveLength(31);
      expect(Math.min(...cells.map(([across]) => across))).toBeGreaterThanOrEqual(side);
      expect(Math.min(...cells.map(([, down]) => down))).toBeGreaterThanOrEqual(40);
    });
  });
}

// Debian's Firefox cannot be told by its driver to force colours.
test.describe('in the system’s own colours', { tag: '@chromium' }, () => {
  test.use({ forcedColors: 'active' });

  test('the chosen day, the free days and the others differ, and controls keep their edges', async ({
    booker,
    openFixed,
  }) => {
    await openFixed({ tag: TAG });
    await booker.ready();
    const look = (date: string) =>
      booker.root.locator(`button[data-date="${date}"]`).evaluate((day) => {
        const { backgroundColor, borderTopWidth } = getComputedStyle(day);
        return { backgroundColor, border: Number.parseFloat(borderTopWidth) };
      });
    const [chosen, free, not] = [await look('2027-03-09'), await look('2027-03-10'), await look('2027-03-13')];
    expect(chosen.backgroundColor).not.toBe(free.backgroundColor);
    expect(free.border).toBeGreaterThan(0);
    expect(not.border).toBe(0);
    await expect(booker.slots.first()).not.toHaveCSS('border-top-width', '0px');
    await booker.slots.first().click();
    await expect(booker.submit).not.toHaveCSS('border-top-width', '0px');
    await expect(booker.field('name')).not.toHaveCSS('border-top-width', '0px');
  });
});
