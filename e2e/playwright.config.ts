import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** Debian's own browsers where there are any; otherwise those that Playwright installs. */
const CHROMIUM = '/usr/bin/chromium';
const FIREFOX = '/usr/bin/firefox-esr';

/**
 * What Chromium need not have. The suggestions under an address bar that nobody sees are a page and a process of their own in each
 * new window, and cost more than all else in it. A list replaces any before it, so Playwright's own is said again.
 */
const UNSEEN = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'PreloadTopChromeWebUI'];
const OF_PLAYWRIGHT = [
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'DialMediaRouteProvider',
  'GlobalMediaControls',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'Translate',
  'AutoDeElevate',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
];

/**
 * Held by one browser alone. A second one shows what engines differ in: focus and keys, dates and zones, forms and dialogs,
 * policies and modules, layout, a network that fails. These are about what the server says, the order of our own events and
 * words, and how an example is built.
 */
const OF_NO_ENGINE = [
  'demo',
  'details',
  'examples',
  'failures',
  'from-the-mail',
  'lost-slot',
  'manifest',
  'pages',
  'texts',
];

export default defineConfig({
  testDir: 'journeys',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  // A real browser on a loaded machine may stumble; what passed only at the second try is named where the suite is told of.
  retries: 1,
  // A machine may be slow: patience costs nothing where all is well.
  timeout: 240_000,
  expect: {
    timeout: 60_000,
    // Machines differ in the last bits of a rounded edge. A button that moves by two pixels changes several hundred.
    toHaveScreenshot: { threshold: 0.15, maxDiffPixels: 80 },
  },
  // The pictures are for readers, too.
  snapshotPathTemplate: '../docs/screens/{arg}{ext}',
  forbidOnly: process.env.CI !== undefined,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Paris',
    trace: 'on-first-retry',
    viewport: { width: 1100, height: 900 },
  },
  projects: [
    {
      name: 'chromium',
      use: {
        browserName: 'chromium',
        launchOptions: {
          // Letters are drawn without regard to this machine's screen and its settings.
          args: [
            '--font-render-hinting=none',
            '--disable-lcd-text',
            `--disable-features=${[...OF_PLAYWRIGHT, ...UNSEEN].join(',')}`,
          ],
          ...(existsSync(CHROMIUM) && { executablePath: CHROMIUM }),
        },
      },
    },
    {
      name: 'firefox',
      // What its driver cannot do; each test that bears the tag says what that is.
      grepInvert: /@chromium/,
      testIgnore: OF_NO_ENGINE.map((name) => `**/${name}.spec.ts`),
      use: {
        browserName: 'firefox',
        // Playwright drives its own Firefox by a protocol of its own, and Debian's by WebDriver BiDi.
        ...(existsSync(FIREFOX) && {
          channel: 'moz-firefox',
          launchOptions: {
            executablePath: FIREFOX,
            // None is started in advance for a page that a test never opens.
            firefoxUserPrefs: { 'dom.ipc.processPrelaunch.enabled': false },
          },
        }),
      },
    },
  ],
});
