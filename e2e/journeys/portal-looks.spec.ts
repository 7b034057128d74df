import { settle } from '../stage/accessibility.ts';
import { NOW } from '../stage/answers.ts';
import { expect, test as fixed } from '../stage/fixed-day.ts';
import { FACES } from '../stage/fonts.ts';
import { answeringPortal } from '../stage/portal-answers.ts';

/* What the portal looks like, held against docs/screens as looks.spec.ts holds the booker. */

const STYLE = `${FACES} :root { color-scheme: light dark; font-family: Pictures } body { margin: 0; padding: 16px 0 } h1 { display: none }`;

const LOOKS = [
  { name: 'agenda', widths: [1000, 640, 320] },
  { name: 'meeting', widths: [1000, 320] },
  { name: 'cancel', widths: [640] },
  { name: 'move', widths: [1000, 320] },
] as const;

const test = fixed.extend<{ openPortal(hash: string): Promise<void> }>({
  openPortal: async ({ page, line, open }, use) => {
    await use(async (hash) => {
      line.fault = answeringPortal();
      await page.clock.setFixedTime(NOW);
      const script = `<script type="module" src="${line.url}/portal.js"></script>`;
      await open({ tag: '<meeting-portal token="any" deep-links></meeting-portal>', script, style: STYLE }, hash);
    });
  },
});

const HASHES = { agenda: '#', meeting: '#mtg_1', cancel: '#mtg_1/cancel', move: '#mtg_1/move' };
const READY = { agenda: '.next', meeting: '[part="note"]', cancel: '[part="ask"]', move: 'button[data-start]' };

test.describe('portal looks', { tag: '@chromium' }, () => {
  for (const [mode, use] of [
    ['light', {}],
    ['dark', { colorScheme: 'dark' as const }],
    ['french', { locale: 'fr-FR' }],
  ] as const) {
    test.describe(mode, () => {
      test.use(use);
      for (const { name, widths } of LOOKS) {
        test(`the portal looks as it is kept: ${mode} ${name}`, async ({ openPortal, page }) => {
          await openPortal(HASHES[name]);
          if (mode === 'french')
            await page.locator('meeting-portal').evaluate((portal) => portal.setAttribute('locale', 'fr'));
          await expect(page.locator('meeting-portal').locator(READY[name]).first()).toBeVisible();
          if (name === 'move') await page.locator('meeting-portal').locator('button[data-start]').nth(2).click();
          for (const width of mode === 'light' ? widths : widths.slice(0, 1)) {
            await page.setViewportSize({ width, height: 480 });
            await page.evaluate(() => document.fonts.ready);
            await page.mouse.move(0, 0);
            await page.evaluate(() => scrollTo(0, 0));
            await settle(page);
            await expect(page).toHaveScreenshot(`portal-${mode}-${name}-${width}.png`, { fullPage: true });
          }
        });
      }
    });
  }
});
