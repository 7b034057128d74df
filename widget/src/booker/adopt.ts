import type { Chooser } from './chooser.ts';

/** Adds a style sheet that came later. */
export function adopt({ renderRoot }: Pick<Chooser, 'renderRoot'>, css: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  (renderRoot as ShadowRoot).adoptedStyleSheets.push(sheet);
}
