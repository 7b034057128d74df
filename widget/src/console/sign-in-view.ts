import { html, nothing, type TemplateResult } from 'lit';
import type { Console, Place } from './console.ts';

/** What kept something from being done, where the eye is. */
export function troubleView({ trouble }: Console): TemplateResult | typeof nothing {
  if (trouble === null) return nothing;
  return html`<div class="alert" id="trouble" role="alert" tabindex="-1"><p>${trouble}</p></div>`;
}

/** Where a link led: it is used by a press alone, for mail programs open links by themselves. */
export function linkView(console: Console, token: string): TemplateResult {
  const { words } = console.element;
  return html`<section>
    <h2 tabindex="-1">${words.signIn}</h2>
    ${troubleView(console)}
    <p>${words.press}</p>
    <p><button class="submit" aria-disabled=${console.isBusy} @click=${() => console.signIn(token)}>${words.signIn}</button></p>
  </section>`;
}

/** Has a link sent; says the same whether or not the address is known. */
export function askView(console: Console, { why, sentTo }: Extract<Place, { kind: 'out' }>): TemplateResult {
  const { words } = console.element;
  return html`<section>
    <h2 tabindex="-1">${words.signIn}</h2>
    ${why ? html`<div class="alert note" id="why" tabindex="-1"><p>${words[why]}</p></div>` : nothing}
    ${troubleView(console)}
    ${sentTo === null ? form(console) : sent(console, sentTo)}
  </section>`;
}

function sent(console: Console, email: string): TemplateResult {
  const { words } = console.element;
  return html`<p id="sent" tabindex="-1">${words.linkSent(email)}</p>
    <p><button class="link" @click=${() => console.startOver()}>${words.otherAddress}</button></p>`;
}

function form(console: Console): TemplateResult {
  const { words } = console.element;
  const isWrong = console.wrong === 'badEmail';
  const send = (event: Event) => {
    event.preventDefault();
    console.askForLink();
  };
  return html`<p>${words.linkWhy}</p>
    <form novalidate @submit=${send}>
      <div class="field">
        <label for="email">${words.email}</label>
        ${isWrong ? wrongView(console, words.badEmail) : nothing}
        <input id="email" type="email" autocomplete="email" maxlength="254" aria-invalid=${isWrong}
          aria-describedby=${isWrong ? 'wrong' : nothing} .value=${console.email}
          @input=${(event: Event) => {
            console.email = (event.target as HTMLInputElement).value;
          }} />
      </div>
      <p><button class="submit" aria-disabled=${console.isBusy}>${words.sendLink}</button></p>
    </form>`;
}

/** What is wrong with a field, above it. */
export function wrongView({ element: { words } }: Console, text: string): TemplateResult {
  return html`<p class="wrong" id="wrong"><span class="sr">${words.errorPrefix} </span>${text}</p>`;
}

/** Where it is not even known who is signed in. */
export function failedView(console: Console): TemplateResult {
  const { words } = console.element;
  return html`<section>
    <h2 tabindex="-1">${words.signIn}</h2>
    ${troubleView(console)}
    <p><button class="quiet" @click=${() => console.begin('')}>${words.again}</button></p>
  </section>`;
}
