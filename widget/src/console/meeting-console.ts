import { html, LitElement, type TemplateResult, unsafeCSS } from 'lit';
import { bones } from '../booker/bones.ts';
import layout from '../booker/booker.css?inline';
import choices from '../booker/choices.css?inline';
import form from '../booker/form.css?inline';
import { enConsole } from '../shared/locales/en-console.ts';
import tokens from '../shared/tokens.css?inline';
import tokensRest from '../shared/tokens-rest.css?inline';
import { findLocale } from '../shared/visitor-locale.ts';
import look from './console.css?inline';
import { Console, type ConsoleHost } from './console.ts';
import { consoleApi } from './console-api.ts';
import { consoleWordsIn } from './console-words.ts';
import { noticesView } from './notices-view.ts';
import { askView, failedView, linkView } from './sign-in-view.ts';

/** The hosts' console, on the server's own page: a host signs in by the link in their mail, and says what they are told. */
export class MeetingConsole extends LitElement implements ConsoleHost {
  static override styles = [tokens, tokensRest, layout, choices, form, look].map((sheet) => unsafeCSS(sheet));
  static override properties = { locale: {} };
  /** A BCP 47 tag; by default the nearest `lang`, then the visitor's. */
  declare locale: string | null;
  words = enConsole;
  tag = 'en';
  #console: Console | null = null;
  #focus: string | undefined;
  #token = '';

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    if (this.#console) return;
    this.#console = new Console(this, consoleApi(new URL('.', import.meta.url).href));
    const locale = findLocale(this, this.locale);
    this.tag = locale.toString();
    this.words = await consoleWordsIn(locale.language);
    // A second link, opened in the same window.
    addEventListener('hashchange', () => linkToken() && this.#console?.begin(linkToken()));
    this.#console.begin(linkToken());
  }

  /** What changes by the cookie prove themselves by; empty where nobody is signed in. `mb-sign-in` tells when it is another. */
  get csrfToken(): string {
    const place = this.#console?.place;
    return place?.kind === 'in' ? place.signedIn.csrfToken : '';
  }

  override updated(): void {
    if (this.#token !== this.csrfToken) {
      this.#token = this.csrfToken;
      this.dispatchEvent(new CustomEvent('mb-sign-in'));
    }
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  /** Draws anew, then puts the focus there. */
  draw(focus?: string): void {
    this.#focus = focus ?? this.#focus;
    this.requestUpdate();
  }

  override render(): TemplateResult {
    const { words } = this;
    return html`<div class="root" lang=${words.lang}>
      <div class="sheet">${this.#console ? view(this.#console) : bones(3)}</div>
      <p class="sr" role="status">${this.#console?.isBusy && !this.#console.place ? words.loading : ''}</p>
    </div>`;
  }
}

/** What a mail's link brings stands in the fragment, which no server is sent; empty where none led here. */
function linkToken(): string {
  return /^#(sil_[\w.]+)$/.exec(location.hash)?.[1] ?? '';
}

function view(console: Console): TemplateResult {
  const { place } = console;
  switch (place?.kind) {
    case 'link':
      return linkView(console, place.token);
    case 'out':
      return askView(console, place);
    case 'in':
      return noticesView(console, place);
    case 'failed':
      return failedView(console);
    default:
      return html`<section>${bones(3)}</section>`;
  }
}
