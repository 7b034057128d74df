import type { TemplateResult } from 'lit';
import { codeTyped, invalid } from './form-flow.ts';
import { AGAIN_MS, leaveCode, readCode } from './prove-address.ts';
import { restWords } from './rest-words.ts';
import { sendBooking, sendCodeAgain } from './send-booking.ts';
import { troubleView } from './trouble-view.ts';
import type { Visit } from './visit.ts';
import { when } from './when.ts';

/** In place of the details: the code that was mailed, in one field, and the ways out where it does not come. `label` is what the button says. */
export function codeView(visit: Visit, label: string): TemplateResult {
  const { flow } = visit;
  const words = restWords(visit);
  const { html, icon, nothing, paths } = visit.element.kit;
  const { email = '', sentAt = null } = flow.proof ?? {};
  const error = flow.errors.code;
  const mayAsk = sentAt === null || Date.now() - sentAt >= AGAIN_MS;
  return html`<section class="form">
    <header>
      <button type="button" class="back" part="back" @click=${() => leaveCode(visit)}>
        ${icon(paths.previous, 'page')}${words.back}
      </button>
      <p class="at" aria-hidden="true">${flow.start && when(visit, flow.start, true)}</p>
    </header>
    <h3 id="form" tabindex="-1">${words.codeTitle}</h3>
    <form part="form" novalidate aria-labelledby="form" @submit=${(event: Event) => give(visit, event)}>
      ${troubleView(visit)}
      <p id="code-sent">${words.codeSent(email)}</p>
      <div class="field" part="field">
        <label for="field-code" part="label">${words.code}</label>
        <p class="hint" id="hint-code">${words.codeHint}</p>
        ${
          error
            ? html`<p class="wrong" part="error" id="error-code"><span class="sr">${words.errorPrefix} </span>${error}</p>`
            : nothing
        }
        <input type="text" id="field-code" name="code" part="input" required inputmode="numeric" autocomplete="one-time-code"
          maxlength="20" aria-invalid=${!!error} aria-describedby="code-sent hint-code${error ? ' error-code' : ''}" />
      </div>
      <div class="send">
        <button class="submit" part="submit" aria-disabled=${flow.sending}>${label}</button>
        ${flow.slow ? html`<p class="hint">${words.slow}</p>` : nothing}
      </div>
      <p class="hint">
        ${
          mayAsk
            ? html`<button type="button" class="link" id="resend" @click=${() => sendCodeAgain(visit)}>${words.resend}</button>`
            : words.resendSoon
        }
      </p>
      <p class="hint">
        <button type="button" class="link" @click=${() => leaveCode(visit)}>${words.otherAddress}</button>
      </p>
    </form>
  </section>`;
}

/** Books with the code that stands in the field. */
function give(visit: Visit, event: Event): void {
  event.preventDefault();
  const { flow } = visit;
  if (flow.sending) return;
  const field = (event.currentTarget as HTMLFormElement).elements.namedItem('code') as HTMLInputElement;
  const code = readCode(field.value);
  if (code === null) {
    visit.become(invalid(flow, { code: restWords(visit).badCode }), '#field-code');
    visit.emit('mb-invalid', { fields: ['code'] });
    return;
  }
  visit.become(codeTyped(flow, code));
  sendBooking(visit);
}
