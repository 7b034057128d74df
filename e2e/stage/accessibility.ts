import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

/** The least side of a target, CSS pixels (WCAG 2.2, 2.5.8). */
const LEAST_TARGET = 24;

/** Waits until all that arrives has arrived: what still fades in has no colours of its own yet. */
export async function settle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const shadows = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
    const moving = [document, ...shadows].flatMap((root) => root.getAnimations());
    const passing = moving.filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime));
    await Promise.allSettled(passing.map(({ finished }) => finished));
  });
}

/** Nothing for axe to say on the page as it stands, target sizes included. Frames are left out: they hold somebody's mail. */
export async function expectAccessible(page: Page): Promise<void> {
  await settle(page);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe: inPage } = window as unknown as { axe: typeof axe };
    const result = await inPage.run({
      iframes: false,
      // Of what is right nothing is told.
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
    });
    return result.violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ target }) => target.flat().join(' ')) }));
  });
  expect(violations).toEqual([]);
}

/** axe leaves the targets of a roving grid alone, so each button's own size is looked at, too. */
export async function expectLargeTargets(page: Page, tag = 'meeting-booker'): Promise<void> {
  const small = await page
    .locator(tag)
    .locator('button:visible, input:visible, select:visible, textarea:visible')
    .evaluateAll(
      (elements, least) =>
        elements
          .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
          .filter(({ box }) => box.width < least || box.height < least)
          .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} is ${box.width}×${box.height}`),
      LEAST_TARGET,
    );
  expect(small).toEqual([]);
}

/** The page can be read without scrolling sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { content, window: width } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content).toBeLessThanOrEqual(width);
}

/** The element that has the focus, inside shadow roots too: its tag, id, label and text. */
export function focused(page: Page): Promise<{ tag: string; id: string; label: string; text: string; date: string }> {
  return page.evaluate(() => {
    let element = document.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return {
      tag: element?.localName ?? '',
      id: element?.id ?? '',
      label: element?.getAttribute('aria-label') ?? '',
      text: element?.textContent?.trim() ?? '',
      date: element?.getAttribute('data-date') ?? '',
    };
  });
}
