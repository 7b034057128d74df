import { PageSettings } from './page-settings.ts';
import type { Rest, Visit, VisitElement } from './visit.ts';

/** The element as a control of the page's form: its value is the id of the meeting that was booked, or nothing. */
export abstract class FormControl extends PageSettings {
  /** Takes part in forms, as `name`, `required` and `disabled` say. */
  static readonly formAssociated = true;
  readonly #internals = this.attachInternals();

  /** The id of the meeting that was booked; empty before. */
  abstract get value(): string;
  /** @internal */
  protected abstract visit: Visit | null;
  /** @internal */
  abstract words: VisitElement['words'];
  /** @internal */
  abstract rest: Rest | null;

  /** Back to the beginning, with nothing typed. */
  abstract reset(): void;

  /** The form that the element stands in. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** Whether it may be sent with its form: `valueMissing` where `required` and nothing is booked. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** Whether it may be sent; if not, the element hears `invalid`. */
  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  /** The same, and the visitor is told. */
  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Brings the page's form and `:state()` up to what is typed and shown. @internal */
  keep(): void {
    const { words, rest } = this;
    const own = this.#internals;
    own.setValidity({ valueMissing: this.required && !this.value }, words.notBooked ?? words.calendar);
    if (this.visit) rest?.settle(this.visit, own);
  }

  /** @internal */
  formResetCallback(): void {
    this.reset();
  }

  /** @internal */
  formDisabledCallback(): void {
    this.requestUpdate();
  }
}
