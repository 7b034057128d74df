import type { RequestHandler } from 'express';
import { html } from './html.ts';
import { sendPage } from './page-shell.ts';
import { pageLanguageOf, pageLocale, pageWords } from './page-words.ts';
import { switchPath } from './push-assets.ts';
import { pushSwitch, SWITCH_POLICY } from './push-switch.ts';
import { setPagePolicy } from './security.ts';

/**
 * `GET /console`, and `/console/sign-in` where a link to sign in by leads: the same page for everybody. Who is signed in, and what a link opens, the element
 * asks for itself.
 */
export function consolePage(script: string): RequestHandler {
  return (req, res) => {
    // Nobody keeps the page, frames it, or learns its address from where it leads.
    res.setHeader('Cache-Control', 'private, no-store');
    setPagePolicy(res, 'nobody', 'no forms', [SWITCH_POLICY]);
    const locale = pageLocale(req);
    const words = pageWords[pageLanguageOf(locale)];
    sendPage(res, 200, {
      locale,
      title: words.console,
      isPrivate: true,
      script,
      main: html`<main class="narrow">
<h1 class="hidden">${words.console}</h1>
<meeting-console locale="${locale}">
<div class="sheet padded"><p>${words.consoleNeedsScript}</p></div>
${pushSwitch(words, switchPath, 'host')}
</meeting-console>
</main>`,
    });
  };
}
