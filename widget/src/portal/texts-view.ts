import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ApiFailure } from '../shared/api.ts';
import type { PortalView } from '../shared/portal-api.ts';
import type { Portal } from './portal.ts';

type Texts = NonNullable<PortalView['textMessages']>;

/** Whether the client is texted too, and at which number; nothing where no texts are sent, or the link is to one meeting. */
export function textsView(portal: Portal): TemplateResult | typeof nothing {
  const { element, who, drafts } = portal;
  const { words } = element;
  const texts = who?.textMessages;
  if (!texts) return nothing;
  const asks = drafts.has('texts');
  // While it is sent it stands as it was pressed; where that fails, as it was.
  const wished = drafts.get('texts-wish');
  const isOn = wished === undefined ? texts.on || asks : wished === 'on';
  return html`<section class="texts" part="texts">
    <label class="toggle"
      ><input type="checkbox" id="texts" .checked=${live(isOn)} @change=${(event: Event) => toggle(portal, texts, event)} />${words.texts}</label
    >
    ${texts.on && !asks ? told(portal, texts) : nothing} ${asks ? numberForm(portal) : nothing}
  </section>`;
}

function told(portal: Portal, { number }: Texts): TemplateResult {
  const { words } = portal.element;
  return html`<p class="hint">
    ${words.textsTo(number ?? '')} <button type="button" class="link" @click=${() => ask(portal, number)}>${words.textsOther}</button>
  </p>`;
}

function numberForm(portal: Portal): TemplateResult {
  const { element, drafts, sending } = portal;
  const { words } = element;
  const wrong = drafts.get('texts-wrong');
  const send = (event: Event) => {
    event.preventDefault();
    choose(portal, { textMessages: true, phone: drafts.get('texts') ?? '' });
  };
  return html`<form novalidate @submit=${send}>
    <div class="field" part="field">
      <label for="field-texts" part="label">${words.textsPhone}</label>
      <p class="hint" id="hint-texts">${words.textsHint}</p>
      ${wrong ? html`<p class="wrong" part="error" id="error-texts"><span class="sr">${words.errorPrefix} </span>${wrong}</p>` : nothing}
      <input id="field-texts" name="phone" type="tel" part="input" autocomplete="tel" maxlength="40" aria-invalid=${!!wrong}
        aria-describedby=${wrong ? 'hint-texts error-texts' : 'hint-texts'} .value=${drafts.get('texts') ?? ''}
        @input=${(event: Event) => drafts.set('texts', (event.target as HTMLInputElement).value)} />
    </div>
    <p class="actions"><button class="submit" part="submit" aria-disabled=${sending}>${sending ? words.saving : words.save}</button></p>
  </form>`;
}

/** On without a number that is known: that is asked for first. */
function toggle(portal: Portal, { on, number }: Texts, event: Event): void {
  const wanted = (event.target as HTMLInputElement).checked;
  if (wanted && !number) ask(portal, number);
  else if (!wanted && !on) leave(portal);
  else choose(portal, { textMessages: wanted });
}

function ask(portal: Portal, number: string | null): void {
  portal.drafts.set('texts', number ?? '');
  portal.draw('#field-texts');
}

function leave({ drafts, element }: Portal, focus?: string): void {
  drafts.delete('texts');
  drafts.delete('texts-wrong');
  element.draw(focus);
}

function settled(portal: Portal): void {
  portal.sending = false;
  portal.drafts.delete('texts-wish');
}

async function choose(portal: Portal, wish: { textMessages: boolean; phone?: string }): Promise<void> {
  const { api, element, drafts } = portal;
  const { words } = element;
  if (portal.sending) return;
  Object.assign(portal, { sending: true, trouble: null });
  drafts.set('texts-wish', wish.textMessages ? 'on' : 'off');
  portal.draw();
  try {
    portal.who = await api.settle(wish);
    settled(portal);
    portal.say(wish.textMessages ? words.textsOn : words.textsOff);
    leave(portal, '#texts');
  } catch (cause) {
    settled(portal);
    if ((cause as ApiFailure).code === 'invalid_request') {
      drafts.set('texts', wish.phone ?? '');
      drafts.set('texts-wrong', words.textsWrong);
      return portal.draw('#field-texts');
    }
    portal.trouble = { kind: 'failed', failure: portal.tell('change', cause) };
    portal.draw('#trouble');
  }
}
