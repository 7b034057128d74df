import type { BrowserContext, Page } from '@playwright/test';

/** Of the pixels of two pictures of one size: how many differ, and how many by a contrast of at least 3:1 (WCAG 2). */
export interface Difference {
  readonly changed: number;
  readonly strong: number;
}

/** Compares two PNG pictures in a page of its own, where no policy of a host page applies. */
export async function openComparer(
  context: BrowserContext,
): Promise<{ compare(before: Buffer, after: Buffer): Promise<Difference>; close(): Promise<void> }> {
  const page = await context.newPage();
  return {
    compare: (before, after) => compare(page, before, after),
    close: () => page.close(),
  };
}

function compare(page: Page, before: Buffer, after: Buffer): Promise<Difference> {
  return page.evaluate(
    async ([first = '', second = '']) => {
      const pixels = async (base64: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${base64}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, image.width, image.height).data ?? new Uint8ClampedArray();
      };
      const linear = (value = 0) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      };
      const luminance = (of: Uint8ClampedArray, at: number) =>
        0.2126 * linear(of[at]) + 0.7152 * linear(of[at + 1]) + 0.0722 * linear(of[at + 2]);
      const [one, two] = [await pixels(first), await pixels(second)];
      let changed = 0;
      let strong = 0;
      for (let at = 0; at < one.length; at += 4) {
        if (one[at] === two[at] && one[at + 1] === two[at + 1] && one[at + 2] === two[at + 2]) continue;
        changed += 1;
        const [low = 0, high = 0] = [luminance(one, at), luminance(two, at)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) >= 3) strong += 1;
      }
      return { changed, strong };
    },
    [before.toString('base64'), after.toString('base64')],
  );
}
