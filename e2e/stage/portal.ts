import type { BookedView } from '@meeting-booker/server/contract';
import type { Locator } from '@playwright/test';
import { book, isBooked, offeredStarts } from './booking.ts';
import type { HostPage } from './host-site.ts';
import { test as journey } from './journey.ts';
import { command } from './product.ts';

/* Journeys through a client's meetings: the element on somebody else's page, before the real server. */

/** The address that all of them are booked with. */
export const CLIENT = 'ada@example.com';

interface PortalStage {
  /** The element. */
  portal: Locator;
  /** Books the `index`-th start of a type that is offered from tomorrow on; throws unless it is granted. */
  booked(index: number, more?: Readonly<Record<string, unknown>>, slug?: string): Promise<BookedView>;
  /** The token of a link to all of the client's meetings. */
  wholeToken(): Promise<string>;
  /** Opens a host page that embeds the element with this token, and the attribute `deep-links`; `hash` stands in its address. */
  openPortal(token: string, hash?: string, page?: Partial<HostPage>): Promise<void>;
}

export const test = journey.extend<PortalStage>({
  portal: async ({ page }, use) => use(page.locator('meeting-portal')),

  booked: async ({ product }, use) => {
    await use(async (index, more = {}, slug = 'intro') => {
      const start = (await offeredStarts(product.url, slug))[index] ?? '';
      const answer = await book(product.url, slug, start, CLIENT, more);
      if (!isBooked(answer)) throw new Error(`booking answered ${answer.status}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    });
  },

  wholeToken: async ({ product }, use) => {
    await use(async () => {
      const { stdout, stderr } = await command(['portal-link', CLIENT], {
        settings: { BOOKER_DATA_DIR: product.dataDir, BOOKER_PUBLIC_URL: product.url },
      });
      const token = stdout.trim().split('/').at(-1);
      if (!token) throw new Error(`portal-link said ${stderr}`);
      return token;
    });
  },

  openPortal: async ({ page, line, site, open }, use) => {
    await use(async (token, hash = '', more = {}) => {
      const script = `<script type="module" src="${line.url}/portal.js"></script>`;
      const tag = `<meeting-portal token="${token}" deep-links></meeting-portal>`;
      const policy = "require-trusted-types-for 'script'; trusted-types lit-html; ";
      await open({ tag, script, policy, ...more }, hash);
      // The page is one of a site's own.
      if (!page.url().startsWith(site.url)) throw new Error('the host page was left');
    });
  },
});

export { expect } from './journey.ts';
