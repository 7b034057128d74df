import type { TemplateResult } from 'lit';
import { failureWords } from './failure-words.ts';
import { goBack } from './form-actions.ts';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';
import { when } from './when.ts';

/** What stands in the way of the booking, where the eye is, with its way out. */
export function troubleView(visit: Visit): TemplateResult | symbol {
  const { trouble } = visit.flow;
  const words = restWords(visit);
  const { html, nothing } = visit.element.kit;
  const alert = (content: TemplateResult, tone = ''): TemplateResult =>
    html`<div class="alert ${tone}" part="error" id="trouble" role="alert" tabindex="-1">${content}</div>`;
  switch (trouble?.kind) {
    case 'taken':
      return alternatives(visit, trouble.alternatives);
    case 'moved':
      return alert(html`<p>${words.moved}</p>`);
    case 'earlier':
      return alert(html`<p>${words.earlier(when(visit, trouble.start))}</p>`, 'note');
    case 'correcting':
      return alert(html`<p>${words.corrected(trouble.email, when(visit, trouble.start), hostName(visit))}</p>`, 'note');
    case 'refused':
      return alert(html`<p>${trouble.reason || words.refused}</p>`);
    case 'failed':
      return alert(html`<p>${failureWords(visit, trouble.failure)}</p>
        <p>${words.safe}</p>`);
    default:
      return nothing;
  }
}

function alternatives(visit: Visit, starts: readonly number[]): TemplateResult {
  const words = restWords(visit);
  const { html, chooseSlot } = visit.element.kit;
  return html`<div class="alert" part="alternatives" role="alert">
    <h4 id="trouble" tabindex="-1">${starts.length ? words.taken : words.takenAll}</h4>
    <div class="choices">
      ${starts.slice(0, 3).map(
        (start) =>
          html`<button type="button" class="quiet" part="alternative" @click=${() => chooseSlot(visit, start)}>
            ${when(visit, start, true)}
          </button>`,
      )}
    </div>
    <button type="button" class="link" @click=${() => goBack(visit)}>${words.otherTimes}</button>
  </div>`;
}

/** The one host's name, or a word for whoever it will be. */
const hostName = (visit: Visit): string => {
  const hosts = visit.type?.hosts ?? [];
  return (hosts.length === 1 && hosts[0]?.name) || restWords(visit).host;
};
