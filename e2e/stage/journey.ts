import { cpSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { Booker } from './booker.ts';
import { type FaultyLine, openFaultyLine } from './faulty-line.ts';
import { type HostPage, type HostSite, openHostSite } from './host-site.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { forget, newFolder, type Product, prepare, serve } from './product.ts';
import { meetingType, team } from './team.ts';

/** What a journey stands on: each test has a product of its own, with its own data and its own mail server. */
export interface Stage {
  /** What `apply` is given; a journey may have other types. */
  settings: Record<string, unknown>;
  inbox: Inbox;
  product: Product;
  line: FaultyLine;
  site: HostSite;
  booker: Booker;
  /** Opens a host page that embeds the element for `intro`, or as told; `hash` stands at the end of its address. */
  open(page?: Partial<HostPage>, hash?: string): Promise<void>;
  /** Every event of the element that the host page hears from now on, as [name, detail]. */
  events(): Promise<[string, Record<string, unknown>][]>;
}

/** What all tests of a worker share. */
interface Workshop {
  /** A data folder to which a document was applied: applied once, and copied by whoever needs one of their own. */
  applied(settings: Record<string, unknown>): Promise<string>;
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
  'mb-note',
  'mb-slot-taken',
  'mb-invalid',
  'mb-error',
];

export const test = base.extend<Stage, Workshop>({
  settings: [team(meetingType('intro')), { option: true }],

  applied: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const folders = new Map<string, string>();
      await use(async (settings) => {
        const text = JSON.stringify(settings);
        const known = folders.get(text);
        if (known !== undefined) return known;
        const folder = newFolder();
        await prepare(folder, settings);
        folders.set(text, folder);
        return folder;
      });
      for (const folder of folders.values()) forget(folder);
    },
    { scope: 'worker' },
  ],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
  inbox: async ({}, use) => {
    const inbox = await openInbox();
    await use(inbox);
    await inbox.close();
  },

  product: async ({ settings, inbox, applied }, use) => {
    const dataDir = newFolder();
    cpSync(await applied(settings), dataDir, { recursive: true });
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
    await use(async (given, hash = '') => {
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
      await page.goto(address + hash, { waitUntil: 'commit' });
    });
  },

  events: async ({ page }, use) => {
    await use(() => page.evaluate(() => (window as unknown as { heard: [string, Record<string, unknown>][] }).heard));
  },
});

export { expect } from '@playwright/test';
