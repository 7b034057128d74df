import type { Browser, Page } from '@playwright/test';

/** A page on a slow phone, and what its browser noticed about it. */
export interface SlowPage {
  readonly page: Page;
  /** Milliseconds from the page's start until a time could be pressed and had been painted. */
  firstTime(): Promise<number>;
  /** Sum of all layout shifts that no press explains. */
  layoutShift(): Promise<number>;
  /** The longest that any press or key took until the next paint, ms in steps of 8; 0 where none took 16 or more. */
  slowestPress(): Promise<number>;
  close(): Promise<void>;
}

/** Four times slower than this machine, at 1.6 Mbit/s and 150 ms there and back. */
const CPU_SLOWDOWN = 4;
const NETWORK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

interface Noticed {
  firstTime: number | null;
  shift: number;
  slowest: number;
}

/** Opens `url` with nothing in the cache; `tag` names the element whose buttons with `data-start` are the times. */
export async function openSlowly(browser: Browser, url: string, tag: string): Promise<SlowPage> {
  const context = await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'en-GB' });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', NETWORK);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  await page.addInitScript(notice, tag);
  await page.goto(url, { waitUntil: 'commit' });
  const noticed = () => page.evaluate(() => (window as unknown as { noticed: Noticed }).noticed);
  return {
    page,
    async firstTime() {
      await page.waitForFunction(() => (window as unknown as { noticed: Noticed }).noticed.firstTime !== null);
      return (await noticed()).firstTime ?? Number.NaN;
    },
    layoutShift: async () => (await noticed()).shift,
    slowestPress: async () => (await noticed()).slowest,
    close: () => context.close(),
  };
}

/** Runs in the page, before anything of it. */
function notice(tag: string): void {
  const noticed: Noticed = { firstTime: null, shift: 0, slowest: 0 };
  Object.assign(window, { noticed });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) noticed.shift += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
      if (entry.interactionId) noticed.slowest = Math.max(noticed.slowest, entry.duration);
    }
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  const look = () => {
    const times = document.querySelector(tag)?.shadowRoot?.querySelector('button[data-start]');
    // A frame later it is on the screen.
    requestAnimationFrame(
      times
        ? () => {
            noticed.firstTime = performance.now();
          }
        : look,
    );
  };
  look();
}
