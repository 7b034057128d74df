import { cpSync } from 'node:fs';
import { test as base } from '@playwright/test';
import { Booker } from './booker.ts';
import { type FaultyLine, openFaultyLine } from './faulty-line.ts';
import { type HostPage, type HostSite, openHostSite } from './host-site.ts';
import { type House, openHouse, settingsOf } from './house.ts';
import { type Inbox, openInbox } from './inbox.ts';
import { forget, newFolder, type Product, prepare, serve } from './product.ts';
import { meetingType, team } from './team.ts';

/** What a journey stands on: each test has a product with its own data and its own mailboxes. */
export interface Stage {
  /** What `apply` is given; a journey may have other types. */
  settings: Record<string, unknown>;
  /**
   * How many tests a process may serve, one after another, with data and mailboxes put back between them. Its counts of who asked
   * how often are not put back: what one address or mailbox may ask is bounded. 0: it serves this test alone.
   */
  mostGuests: number;
  /** Null where the process serves this test alone. */
  house: House | null;
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
  /** A product with a document applied, as new: the one that stands, where it has the same document and has served fewer than `most` tests. */
  houseFor(settings: Record<string, unknown>, most: number): Promise<House>;
  /** A product that is asked for its files alone. */
  standing: Product;
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

  houseFor: [
    async ({ applied }, use) => {
      let house: House | undefined;
      let document = '';
      await use(async (settings, most) => {
        const text = JSON.stringify(settings);
        if (house && (text !== document || house.guests >= most || house.product.child.exitCode !== null)) {
          await house.close();
          house = undefined;
        }
        if (!house) {
          const dataDir = newFolder();
          cpSync(await applied(settings), dataDir, { recursive: true });
          house = await openHouse(dataDir);
          document = text;
        }
        await house.renew();
        return house;
      });
      await house?.close();
    },
    { scope: 'worker' },
  ],

  standing: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from this pattern
    async ({}, use) => {
      const dataDir = newFolder();
      const product = await serve({ BOOKER_DATA_DIR: dataDir, BOOKER_LOG_LEVEL: 'error' });
      await use(product);
      await product.stop();
      forget(dataDir);
    },
    { scope: 'worker' },
  ],

  mostGuests: [10, { option: true }],

  house: async ({ settings, mostGuests, houseFor }, use) =>
    use(mostGuests > 0 ? await houseFor(settings, mostGuests) : null),

  inbox: async ({ house }, use) => {
    if (house) return use(house.inbox);
    const inbox = await openInbox();
    await use(inbox);
    await inbox.close();
  },

  product: async ({ house, settings, inbox, applied }, use) => {
    if (house) return use(house.product);
    const dataDir = newFolder();
    cpSync(await applied(settings), dataDir, { recursive: true });
    const product = await serve(settingsOf(dataDir, inbox));
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
