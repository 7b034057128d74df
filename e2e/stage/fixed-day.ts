import { type Answers, answering, NOW } from './answers.ts';
import type { HostPage } from './host-site.ts';
import { test as journey } from './journey.ts';

/*
 * Journeys on a fixed day, with answers that are the same on any day. The product gives them its files alone and is never
 * told of a booking, so one stands for all tests of a worker.
 */

interface FixedDay {
  /** Opens a host page that embeds the element for `intro`, or as told, on the fixed day. */
  openFixed(page?: Partial<HostPage>, answers?: Answers): Promise<void>;
}

export const test = journey.extend<FixedDay>({
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
