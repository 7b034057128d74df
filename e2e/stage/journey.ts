import { test as base } from '@playwright/test';
import { type Answers, answering, NOW } from './answers.ts';
import { Booker } from './booker.ts';
import { type FaultyLine, openFaultyLine } from './faulty-line.ts';
import { type HostPage, type HostSite, openHostSite } from './host-site.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { forget, newFolder, type Product, prepare, serve } from './product.ts';
import { meetingType, team } from './team.ts';

/** What a journey stands on: each test has a product of its own, with its own data and its own mail server. */
interface Stage {
  /** What `apply` is given; a journey may have other types. */
  settings: Record<string, unknown>;
  inbox: Inbox;
  product: Product;
  line: FaultyLine;
  site: HostSite;
  booker: Booker;
  /** Opens a host page that embeds the element for `intro`, or as told. */
  open(page?: Partial<HostPage>): Promise<void>;
  /** Opens one on the fixed day, with answers that are the same on any day. */
  openFixed(page?: Partial<HostPage>, answers?: Answers): Promise<void>;
  /** Every event of the element that the host page hears from now on, as [name, detail]. */
  events(): Promise<[string, Record<string, unknown>][]>;
}

const EVENTS = [
  'mb-ready',
  'mb-slots-loaded',
  'mb-month-change',
  'mb-date-select',
  'mb-time-zone-change',
  'mb-slot-select',
  'mb-step-change',
  'mb-before-book',
  'mb-booked',
  'mb-rescheduled',
  'mb-cancelled',
  'mb-slot-taken',
  'mb-invalid',
  'mb-error',
];

export const test = base.extend<Stage>({
  settings: [team(meetingType('intro')), { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  inbox: async ({}, use) => {
    const inbox = await openInbox();
    await use(inbox);
    await inbox.close();
  },

  product: async ({ settings, inbox }, use) => {
    const dataDir = newFolder();
    await prepare(dataDir, settings);
    const product = await serve({
      BOOKER_DATA_DIR: dataDir,
      BOOKER_SMTP_URL: inbox.url,
      BOOKER_MAIL_FROM: 'Three Rooms <bookings@three-rooms.example>',
      BOOKER_LOG_LEVEL: 'warn',
    });
    await use(product);
    if (product.child.exitCode === null) await product.stop();
    forget(dataDir);
  },

  line: async ({ product }, use) => {
    const line = await openFaultyLine(product.url);
    await use(line);
    await line.close();
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  site: async ({}, use) => {
    const site = await openHostSite();
    await use(site);
    await site.close();
  },

  booker: async ({ page }, use) => use(new Booker(page)),

  open: async ({ page, site, line }, use) => {
    await use(async (given) => {
      const address = site.put('/', {
        from: line.url,
        tag: '<meeting-booker type="intro"></meeting-booker>',
        ...given,
      });
      await page.addInitScript((names) => {
        const heard: unknown[] = [];
        Object.assign(window, { heard });
        for (const name of names) {
          document.addEventListener(name, (event) => heard.push([name, (event as CustomEvent).detail]));
        }
      }, EVENTS);
      // A page may be held up for good by something of its own.
      await page.goto(address, { waitUntil: 'commit' });
    });
  },

  openFixed: async ({ page, line, open }, use) => {
    await use(async (given, answers) => {
      line.fault = answering(answers);
      await page.clock.setFixedTime(NOW);
      await open(given);
    });
  },

  events: async ({ page }, use) => {
    await use(() => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard));
  },
});

export { expect } from '@playwright/test';
