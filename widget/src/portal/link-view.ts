import { html, nothing, type TemplateResult } from 'lit';
import { askForLink } from '../shared/portal-api.ts';
import type { Portal } from './portal.ts';
import { troubleView } from './trouble.ts';

const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** "Send me my link": for who comes without one, or with one that no longer opens anything. The answer is the same for every address. */
export function linkView(portal: Portal): TemplateResult {
  const { element, drafts, sending } = portal;
  const { words } = element;
  const sent = drafts.get('sent');
  const wrong = drafts.get('wrong');
  const send = (event: Event) => {
    event.preventDefault();
    askLink(portal);
  };
  return html`<div class="sheet lost" part="panel"><section class="link-form" part="link-form">
    <h2 id="portal" tabindex="-1" part="heading">${words.linkTitle}</h2>
    ${element.token && !sent ? html`<div class="alert note" part="error"><p>${words.linkGone}</p></div>` : nothing}
    ${troubleView(portal)}
    ${
      sent
        ? html`<p id="sent" tabindex="-1">${words.linkSent(sent)}</p>`
        : html`<p>${words.linkWhy}</p>
      <form novalidate @submit=${send}>
        <div class="field" part="field">
          <label for="field-email" part="label">${words.email}</label>
          ${wrong ? html`<p class="wrong" part="error" id="error-email"><span class="sr">${words.errorPrefix} </span>${wrong}</p>` : nothing}
          <input id="field-email" name="email" type="email" part="input" autocomplete="email" maxlength="254" aria-invalid=${!!wrong}
            aria-describedby=${wrong ? 'error-email' : nothing} .value=${drafts.get('email') ?? ''}
            @input=${(event: Event) => drafts.set('email', (event.target as HTMLInputElement).value)} />
        </div>
        <p class="actions"><button class="submit" part="submit" aria-disabled=${sending}>${words.linkSend}</button></p>
      </form>`
    }
  </section></div>`;
}

async function askLink(portal: Portal): Promise<void> {
  const { element, drafts, server } = portal;
  const email = drafts.get('email')?.trim() ?? '';
  if (portal.sending) return;
  drafts.delete('wrong');
  if (!ADDRESS.test(email)) {
    drafts.set('wrong', element.words.badEmail);
    return portal.draw('#field-email');
  }
  Object.assign(portal, { sending: true, trouble: null });
  portal.draw();
  try {
    await askForLink(server, email, element.formatTag);
    drafts.set('sent', email);
    portal.say(element.words.linkSent(email));
    portal.draw('#sent');
  } catch (cause) {
    portal.trouble = { kind: 'failed', failure: portal.tell('link', cause) };
    portal.draw('#trouble');
  } finally {
    portal.sending = false;
    portal.draw();
  }
}
