import { adopt } from './adopt.ts';
import css from './rest.css?inline';
import { restWordsIn } from './rest-words.ts';
import type { Rest, VisitElement } from './visit.ts';

/** The rest comes to an element: its words in the element's language, its look, its views. Once. */
export async function join(element: VisitElement, rest: Rest): Promise<void> {
  while (!element.rest) {
    const { lang } = element.words;
    const more = await restWordsIn(lang);
    // Meanwhile another call may have been sooner, or the language another one.
    if (element.rest || lang !== element.words.lang) continue;
    element.words = { ...more, ...element.words };
    element.rest = rest;
    adopt(element, css);
    element.requestUpdate();
  }
}
