import { type Answers, answering, NOW } from './answers.ts';
import type { HostPage } from './host-site.ts';
import { test as journey } from './journey.ts';
import { forget, newFolder, type Product, serve } from './product.ts';

/*
 * Journeys on a fixed day, with answers that are the same on any day. The product gives them its files alone and is never
 * told of a booking, so one stands for all tests of a worker.
 */

interface FixedDay {
  /** Opens a host page that embeds the element for `intro`, or as told, on the fixed day. */
  openFixed(page?: Partial<HostPage>, answers?: Answers): Promise<void>;
}

export const test = journey.extend<FixedDay, { standing: Product }>({
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

  product: async ({ standing }, use) => use(standing),

  openFixed: async ({ page, line, open }, use) => {
    await use(async (given, answers) => {
      line.fault = answering(answers);
      await page.clock.setFixedTime(NOW);
      await open(given);
    });
  },
});

export { expect } from './journey.ts';
