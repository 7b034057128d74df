import { expect, type Locator, type Page } from '@playwright/test';

/** The element on a page, as a visitor meets it. */
export class Booker {
  readonly page: Page;
  readonly root: Locator;
  /** The free days of the month shown, but today, which may have little left. */
  readonly days: Locator;
  readonly slots: Locator;

  constructor(page: Page, root = page.locator('meeting-booker')) {
    this.page = page;
    this.root = root;
    this.days = this.root.locator('button[data-date]:not([aria-disabled]):not([aria-current])');
    this.slots = this.root.locator('button[data-start]');
  }

  /** Waits until the month is read, and pages on to one that has more than `index` free days: today may be the last of its month. */
  async ready(index = 0): Promise<void> {
    for (let page = 0; page < 3; page += 1) {
      await expect(this.root.getByRole('grid')).toHaveAttribute('aria-busy', 'false');
      if ((await this.days.count()) > index) return;
      await this.root.locator('button[part="next"]').click();
    }
    throw new Error('no month in three has a free day');
  }

  /** Chooses the `index`-th free day; answers its date, YYYY-MM-DD. */
  async chooseDay(index = 0): Promise<string> {
    await this.ready(index);
    const day = this.days.nth(index);
    const date = (await day.getAttribute('data-date')) ?? '';
    await day.click();
    await expect(this.slots.first()).toBeVisible();
    return date;
  }

  /** Pages to the month of `date` (YYYY-MM-DD) and chooses that day. */
  async goTo(date: string): Promise<void> {
    const day = this.root.locator(`button[data-date="${date}"]`);
    for (let page = 0; page < 14 && !(await day.isVisible()); page += 1) {
      const shown = await this.root.locator('button[data-date]').first().getAttribute('data-date');
      await this.root.locator('button[part="next"]').click();
      await expect(this.root.locator(`button[data-date="${shown}"]`)).toHaveCount(0);
    }
    await day.click();
    await expect(this.slots.first()).toBeVisible();
  }

  /** Presses a time and waits for the form; answers the start, epoch milliseconds. */
  async chooseSlot(index = 0): Promise<number> {
    const slot = this.slots.nth(index);
    const start = Number(await slot.getAttribute('data-start'));
    await slot.click();
    await expect(this.root.locator('form')).toBeVisible();
    return start;
  }

  field(name: string): Locator {
    return this.root.locator(`[name="${name}"]`);
  }

  async fill(name: string, email: string): Promise<void> {
    await this.field('name').fill(name);
    await this.field('email').fill(email);
  }

  get submit(): Locator {
    return this.root.locator('button[part="submit"]');
  }

  get done(): Locator {
    return this.root.locator('section[part="done"]');
  }

  /** What stands in the way, where the form or the times say so. */
  get trouble(): Locator {
    return this.root.getByRole('alert');
  }

  /** Presses the button and waits for the confirmation. */
  async book(): Promise<void> {
    await this.submit.click();
    await expect(this.done).toBeVisible();
  }
}
