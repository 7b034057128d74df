import { ApiFailure } from '../shared/api.ts';
import type { ConsoleApi, HostView, Notices, SignedInView } from './console-api.ts';
import type { ConsoleWords } from './console-words.ts';
import { toldDevice } from './this-device.ts';

/** What the sheet shows. */
export type Place =
  /** Nobody is signed in: a link can be sent. `why` says how it came to that, `sentTo` where one was sent. */
  | { readonly kind: 'out'; readonly why: 'ended' | 'linkGone' | null; readonly sentTo: string | null }
  /** A link led here; nothing has been asked with it yet. */
  | { readonly kind: 'link'; readonly token: string }
  | { readonly kind: 'in'; readonly signedIn: SignedInView; readonly host: HostView }
  | { readonly kind: 'failed' };

/** The element, to whoever does something for it. */
export interface ConsoleHost {
  readonly words: ConsoleWords;
  /** The tag that the page is written in. */
  readonly tag: string;
  /** Draws anew, then puts the focus there. */
  draw(focus?: string): void;
}

/** What a host sees and does at the console: who is signed in, and what is being changed. */
export class Console {
  readonly element: ConsoleHost;
  readonly #api: ConsoleApi;
  /** Null until it is known. */
  place: Place | null = null;
  /** What was typed, until it is sent. */
  email = '';
  notices: Notices | null = null;
  /** What keeps it from being sent: under the field, or above everything. */
  wrong: 'badEmail' | 'badTime' | null = null;
  trouble: string | null = null;
  /** What was done, in words. */
  done: string | null = null;
  isBusy = false;

  constructor(element: ConsoleHost, api: ConsoleApi) {
    this.element = element;
    this.#api = api;
  }

  /** Begins with the link that led here, or with who is signed in. */
  async begin(token: string): Promise<void> {
    if (token === '') await this.#while(() => this.#enter(), 'failed');
    else {
      this.place = { kind: 'link', token };
      this.element.draw();
    }
  }

  /** Has a link sent; the answer is the same whether or not the address is a host's. */
  async askForLink(): Promise<void> {
    const email = this.email.trim();
    if (!ADDRESS.test(email)) return this.#refuse('badEmail', '#email');
    await this.#while(async () => {
      await this.#api.askForLink(email, this.element.tag);
      this.place = { kind: 'out', why: null, sentTo: email };
      this.element.draw('#sent');
    });
  }

  /** Uses the link that led here. */
  async signIn(token: string): Promise<void> {
    await this.#while(async () => {
      const signedIn = await this.#api.signIn(token).catch(unlessRefused);
      // Used or void: nothing to keep in the browser's history.
      history.replaceState(null, '', location.pathname.replace(/\/sign-in$/, ''));
      if (signedIn) {
        this.place = { kind: 'failed' };
        await this.#open(signedIn);
        this.element.draw('h2');
      } else {
        this.place = { kind: 'out', why: 'linkGone', sentTo: null };
        this.element.draw('#why');
      }
    });
  }

  /** Keeps what the host has chosen to be told. */
  async save(): Promise<void> {
    const { place, notices } = this;
    if (place?.kind !== 'in' || notices === null) return;
    if (notices.reminders === 'agenda' && !MORNING.test(notices.agendaTime)) return this.#refuse('badTime', '#time');
    // A time that is not asked for stays as it was, whatever was typed.
    const agendaTime = notices.reminders === 'agenda' ? notices.agendaTime : place.host.agendaTime;
    await this.#while(async () => {
      const changed = { reminders: notices.reminders, agendaTime };
      const { host } = await this.#api.changeHost(place.host.id, changed, place.signedIn.csrfToken);
      this.#show(place.signedIn, host);
      const { saved } = this.element.words;
      this.done = host.reminders === 'agenda' ? saved.agenda(host.agendaTime) : saved[host.reminders];
      this.element.draw();
    });
  }

  /** Ends the sign-in of this browser, or of every browser, and the notices that it shows. */
  async signOut(everywhere = false): Promise<void> {
    const { place } = this;
    if (place?.kind !== 'in') return;
    await this.#while(async () => {
      const device = await toldDevice();
      const which = everywhere ? 'everywhere' : { device: device?.hash ?? null };
      // Where the sign-in has ended already, the notices have not.
      await this.#api.signOut(place.signedIn.csrfToken, which).catch(unlessRefused);
      await device?.end();
      this.#leave();
    });
  }

  /** Back to the form, with nothing sent. */
  startOver(): void {
    this.place = { kind: 'out', why: null, sentTo: null };
    this.element.draw('#email');
  }

  async #enter(): Promise<void> {
    const signedIn = await this.#api.who().catch(unlessRefused);
    if (signedIn) await this.#open(signedIn);
    else this.place = { kind: 'out', why: null, sentTo: null };
  }

  async #open(signedIn: SignedInView): Promise<void> {
    this.#show(signedIn, (await this.#api.host(signedIn.host.id)).host);
  }

  #show(signedIn: SignedInView, host: HostView): void {
    this.place = { kind: 'in', signedIn, host };
    this.notices = { reminders: host.reminders, agendaTime: host.agendaTime };
  }

  #leave(): void {
    this.place = { kind: 'out', why: 'ended', sentTo: null };
    this.element.draw('#why');
  }

  #refuse(wrong: 'badEmail' | 'badTime', focus: string): void {
    this.wrong = wrong;
    this.done = null;
    this.element.draw(focus);
  }

  /** One thing at a time; what keeps it from being done is said. `otherwise`: the place to be then, where there was none. */
  async #while(run: () => Promise<void>, otherwise?: 'failed'): Promise<void> {
    if (this.isBusy) return;
    Object.assign(this, { isBusy: true, wrong: null, trouble: null, done: null });
    this.element.draw();
    try {
      await run();
    } catch (cause) {
      if (this.place?.kind === 'in' && isRefused(cause)) this.#leave();
      else {
        if (otherwise) this.place = { kind: otherwise };
        this.trouble = this.#reason(cause);
        this.element.draw('#trouble');
      }
    } finally {
      this.isBusy = false;
      this.element.draw();
    }
  }

  #reason(cause: unknown): string {
    const { words } = this.element;
    if (!(cause instanceof ApiFailure)) throw cause;
    if (cause.code === 'rate_limited') return words.limited;
    return cause.code === 'offline' || cause.code === 'timeout' ? words[cause.code] : words.unexpected;
  }
}

const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const MORNING = /^(0\d|1[01]):[0-5]\d$/;

/** Nobody is signed in, or not any more; or the link opens nothing. */
function isRefused(cause: unknown): boolean {
  return cause instanceof ApiFailure && cause.status === 401;
}

function unlessRefused(cause: unknown): null {
  if (!isRefused(cause)) throw cause;
  return null;
}
