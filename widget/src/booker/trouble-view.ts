import type { TemplateResult } from 'lit';
import type { FormView } from './booker-view.ts';

/** What stands in the way of the booking, where the eye is, with its way out. */
export function troubleView(view: FormView): TemplateResult | symbol {
  const { flow, words, kit } = view;
  const { html, nothing, failureWords, when } = kit;
  const { trouble } = flow;
  const alert = (content: TemplateResult): TemplateResult =>
    html`<div class="alert" part="error" id="trouble" role="alert" tabindex="-1">${content}</div>`;
  switch (trouble?.kind) {
    case 'taken':
      return alternatives(view, trouble.alternatives);
    case 'moved':
      return alert(html`<p>${words.moved}</p>`);
    case 'correcting':
      return alert(html`<p>${words.corrected(trouble.email, when(view, trouble.start), hostName(view))}</p>`);
    case 'refused':
      return alert(html`<p>${trouble.reason || words.refused}</p>`);
    case 'failed':
      return alert(html`<p>${failureWords(words, trouble)}</p>
        <p>${words.safe}</p>`);
    default:
      return nothing;
  }
}

function alternatives(view: FormView, starts: readonly number[]): TemplateResult {
  const { words, act, kit } = view;
  const { html, when } = kit;
  return html`<div class="alert" part="alternatives" role="alert">
    <h4 id="trouble" tabindex="-1">${starts.length ? words.taken : words.takenAll}</h4>
    <div class="choices">
      ${starts.map(
        (start) =>
          html`<button type="button" class="quiet" part="alternative" @click=${() => act.chooseSlot(start)}>
            ${when(view, start, true)}
          </button>`,
      )}
    </div>
    <button type="button" class="link" @click=${() => act.back()}>${words.otherTimes}</button>
  </div>`;
}

/** The one host's name, or a word for whoever it will be. */
export const hostName = ({ type, words }: FormView): string =>
  (type?.hosts.length === 1 ? type.hosts[0]?.name : null) ?? words.host;
