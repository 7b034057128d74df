import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { Booker } from '../stage/booker.ts';
import { offeredStarts } from '../stage/booking.ts';
import { type HostSite, openHostSite } from '../stage/host-site.ts';
import { forget, newFolder, type Product, prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';
import { type BareSite, openBareSite } from './bare-element-site.ts';
import { type Measure, median } from './measure.ts';
import { openSlowly } from './slow-phone.ts';

const ROUNDS = 5;
const FIRST_TIME_MS = 1500;
const LAYOUT_SHIFT = 0.02;
const NEXT_PAINT_MS = 200;
const CHROMIUM = '/usr/bin/chromium';

/** What one visitor met. Times in ms. */
interface Visit {
  readonly firstTime: number;
  readonly shift: number;
  /** The slowest press of all. */
  readonly press: number;
  readonly sideBySide: boolean;
  readonly strangers: readonly string[];
}

/**
 * What a visitor with a slow phone and a slow line meets: when the first time can be pressed, what jumps, how long a press waits
 * for its paint from the first day to the confirmation. Beside it, interleaved, an element that shows the same times from a
 * constant and can do nothing else.
 */
export async function run(): Promise<readonly Measure[]> {
  const folder = newFolder();
  let product: Product | null = null;
  let bare: BareSite | null = null;
  let site: HostSite | null = null;
  const browser = await chromium.launch(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {});
  try {
    await prepare(folder, team(meetingType('intro')));
    product = await serve({ BOOKER_DATA_DIR: folder, BOOKER_LOG_LEVEL: 'warn' });
    site = await openHostSite();
    bare = await openBareSite(await offeredStarts(product.url, 'intro', 31));
    const host = site.put('/', { from: product.url, tag: '<meeting-booker type="intro"></meeting-booker>' });
    const visits: Visit[] = [];
    const bareTimes: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      visits.push(await visit(browser, host, product.url, round));
      bareTimes.push(await bareTime(browser, bare.url));
    }
    return verdicts(visits, bareTimes, bare.bytes);
  } finally {
    await browser.close();
    await Promise.all([site?.close(), bare?.close()]);
    await product?.stop();
    forget(folder);
  }
}

async function bareTime(browser: Browser, url: string): Promise<number> {
  const slow = await openSlowly(browser, url, 'bare-slots');
  const time = await slow.firstTime();
  await slow.close();
  return time;
}

/** One visitor, from the empty page to the confirmation. */
async function visit(browser: Browser, host: string, product: string, round: number): Promise<Visit> {
  const slow = await openSlowly(browser, host, 'meeting-booker');
  const { page } = slow;
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  const firstTime = await slow.firstTime();
  const sideBySide = await askedSideBySide(page);
  await page.waitForLoadState('networkidle');
  const shift = await slow.layoutShift();
  const booker = new Booker(page);
  await booker.root.locator('button[part="next"]').click();
  await booker.chooseDay(round);
  await booker.root.getByRole('button', { name: /change time zone/ }).click();
  await booker.root.getByRole('combobox').pressSequentially('par');
  await page.keyboard.press('Escape');
  await booker.chooseSlot();
  await booker.submit.click();
  await booker.field('name').pressSequentially('Ada Lovelace');
  await booker.field('email').pressSequentially('ada@example.com');
  await booker.book();
  const strangers = [...asked].filter((origin) => origin !== product && origin !== new URL(host).origin);
  // The browser tells of a press with the paint after it.
  await page.waitForTimeout(300);
  const press = await slow.slowestPress();
  await slow.close();
  return { firstTime, shift, press, sideBySide, strangers };
}

/** Whether the type and its month were both asked for before either was answered. */
function askedSideBySide(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const asked = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/api/types/'));
    const type = asked.find(({ name }) => !name.includes('/slots'));
    const month = asked.find(({ name }) => name.includes('/slots'));
    if (!type || !month) return false;
    const [first, second] = [type, month].map((entry) => entry as PerformanceResourceTiming);
    return (
      Math.max(first?.startTime ?? 0, second?.startTime ?? 0) <
      Math.min(first?.responseEnd ?? 0, second?.responseEnd ?? 0)
    );
  });
}

function verdicts(visits: readonly Visit[], bareTimes: readonly number[], bareBytes: number): Measure[] {
  const first = median(visits.map(({ firstTime }) => firstTime));
  const bare = median(bareTimes);
  const shift = Math.max(...visits.map((one) => one.shift));
  const presses = visits.map((one) => one.press);
  const press = median(presses);
  const strangers = new Set(visits.flatMap((one) => one.strangers));
  const aside = visits.filter(({ sideBySide }) => sideBySide).length;
  return [
    {
      name: 'first time that can be booked, 4x slower CPU, 1.6 Mbit/s, 150 ms',
      value: `${Math.round(first)} ms`,
      target: `≤ ${FIRST_TIME_MS} ms`,
      ok: first <= FIRST_TIME_MS,
    },
    {
      name: `beside a bare Lit element with the same times built in (${bareBytes} B, ${Math.round(bare)} ms)`,
      value: `+${Math.round(first - bare)} ms`,
      target: 'told',
      ok: true,
    },
    {
      name: 'layout shift until all is there, worst of five',
      value: shift.toFixed(3),
      target: `≤ ${LAYOUT_SHIFT}`,
      ok: shift <= LAYOUT_SHIFT,
    },
    {
      name: `slowest press of a whole booking to its next paint (${Math.min(...presses)}–${Math.max(...presses)} ms)`,
      value: `${press} ms`,
      target: `≤ ${NEXT_PAINT_MS} ms`,
      ok: press <= NEXT_PAINT_MS,
    },
    {
      name: 'type and first month asked for side by side',
      value: `${aside} of ${visits.length}`,
      target: 'each time',
      ok: aside === visits.length,
    },
    {
      name: 'origins asked that are neither the page nor the booking server',
      value: String(strangers.size),
      target: '0',
      ok: strangers.size === 0,
    },
  ];
}
