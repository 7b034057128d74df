import type { TemplateResult } from 'lit';
import { type Field, fieldsOf, shownFields } from './booking-body.ts';
import { codeView } from './code-view.ts';
import { goBack, typeInto } from './form-actions.ts';
import { PATHS } from './rest-icons.ts';
import { restWords } from './rest-words.ts';
import { sendBooking } from './send-booking.ts';
import { troubleView } from './trouble-view.ts';
import type { Visit } from './visit.ts';
import { when } from './when.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The details form: native fields, errors in place and summed up on top; what was typed outlives it. */
export function formView(visit: Visit): TemplateResult {
  const { flow, type } = visit;
  const words = restWords(visit);
  const { kit } = visit.element;
  const { html, icon, nothing } = kit;
  if (!type || flow.start === null || !visit.draft) return html``;
  const label = flow.sending ? sendingWord(visit) : bookLabel(visit, flow.start);
  if (flow.proof?.shown) return codeView(visit, label);
  return html`<section class="form">
    <header>
      <button type="button" class="back" part="back" @click=${() => goBack(visit)}>
        ${icon(kit.paths.previous, 'page')}${words.back}
      </button>
      <p class="at" aria-hidden="true">${when(visit, flow.start, true)}</p>
    </header>
    <h3 id="form" tabindex="-1">${words.formTitle}<span class="sr">: ${when(visit, flow.start)}</span></h3>
    <form part="form" novalidate aria-labelledby="form" @submit=${(event: Event) => book(visit, event)}>
      ${troubleView(visit)} ${summary(visit)}
      <slot name="form-start"></slot>
      ${shownFields(visit).map((field) => fieldView(visit, field))}
      <slot name="form-end"></slot><slot name="consent"></slot><slot name="verification"></slot>
      <div class="send">
        <button class="submit" part="submit" aria-disabled=${flow.sending}>${label}</button>
        ${flow.slow ? html`<p class="hint">${words.slow}</p>` : nothing}
      </div>
    </form>
  </section>`;
}

/** What the button says that books. */
export function bookLabel(visit: Visit, start: number): string {
  const words = restWords(visit);
  return (visit.type?.requiresConfirmation ? words.request : words.book)(when(visit, start));
}

function summary(visit: Visit): TemplateResult | symbol {
  const { flow } = visit;
  const words = restWords(visit);
  const { html, nothing } = visit.element.kit;
  const errors = Object.entries(flow.errors);
  if (!errors.length) return nothing;
  const labels = new Map(fieldsOf(visit).map(({ name, label }) => [name, label]));
  return html`<div class="alert" part="error-summary" id="summary" role="alert" tabindex="-1">
    <h4>${words.errorTitle(errors.length)}</h4>
    <ul>
      ${errors.map(
        ([name, message]) =>
          html`<li>
          <a href="#field-${name}" @click=${(event: Event) => toField(event, name)}><b>${labels.get(name)}</b> ${message}</a>
        </li>`,
      )}
    </ul>
  </div>`;
}

/** The link's own way ends at the shadow root, which the page's fragments do not reach. */
function toField(event: Event, name: string): void {
  event.preventDefault();
  const root = (event.currentTarget as HTMLElement).getRootNode() as ShadowRoot;
  root.getElementById(`field-${name}`)?.focus();
}

function fieldView(visit: Visit, field: Field): TemplateResult {
  const { html, nothing } = visit.element.kit;
  const error = visit.flow.errors[field.name];
  const id = `field-${field.name}`;
  const optional = field.required ? nothing : html` <span class="optional">(${restWords(visit).optional})</span>`;
  const notes = html`${field.hint ? html`<p class="hint" id="hint-${field.name}">${field.hint}</p>` : nothing}
  ${
    error
      ? html`<p class="wrong" part="error" id="error-${field.name}"><span class="sr">${restWords(visit).errorPrefix} </span>${error}</p>`
      : nothing
  }`;
  if (field.kind === 'places') return places(visit, field, notes);
  if (field.kind === 'checkbox') {
    return html`<div class="field check" part="field">
      ${notes}<label for=${id} part="label">${control(visit, field)}<span>${field.label}${optional}</span></label>
    </div>`;
  }
  return html`<div class="field" part="field">
    <label for=${id} part="label">${field.label}${optional}</label>${notes}${control(visit, field)}
  </div>`;
}

function control(visit: Visit, field: Field): TemplateResult {
  const { html, nothing } = visit.element.kit;
  const { name, kind, required, autocomplete } = field;
  const draft = visit.draft ?? {};
  const words = restWords(visit);
  const wrong = name in visit.flow.errors;
  const describedBy = [field.hint && `hint-${name}`, wrong && `error-${name}`].filter(Boolean).join(' ') || nothing;
  const value = draft[name] ?? '';
  const read = (event: Event) => typeInto(visit, name, (event.target as Control).value);
  if (kind === 'select') {
    return html`<select id="field-${name}" name=${name} part="input" ?required=${required} aria-invalid=${wrong}
      aria-describedby=${describedBy} @change=${read}>
      <option value="">${words.choose}</option>
      ${field.options?.map((option) => html`<option ?selected=${option === value}>${option}</option>`)}
    </select>`;
  }
  if (kind === 'textarea' || kind === 'guests') {
    return html`<textarea id="field-${name}" name=${name} part="input" rows=${kind === 'guests' ? 2 : 3} ?required=${required}
      maxlength="5000" aria-invalid=${wrong} aria-describedby=${describedBy} ?readonly=${readsOnly(visit, name)}
      .value=${value} @input=${read}></textarea>`;
  }
  if (kind === 'checkbox') {
    return html`<input type="checkbox" id="field-${name}" name=${name} ?required=${required} aria-invalid=${wrong}
      aria-describedby=${describedBy} .checked=${value === true}
      @change=${(event: Event) => typeInto(visit, name, (event.target as HTMLInputElement).checked)} />`;
  }
  return html`<input type=${TYPES[kind] ?? 'text'} id="field-${name}" name=${name} part="input" ?required=${required}
    autocomplete=${autocomplete ?? 'off'} inputmode=${kind === 'number' ? 'decimal' : nothing}
    maxlength=${kind === 'phone' ? 40 : 200} aria-invalid=${wrong} aria-describedby=${describedBy}
    ?readonly=${readsOnly(visit, name)} .value=${value} @input=${read} />`;
}

// A number is typed as text: a number field drops what it cannot read, and what was typed is kept here.
const TYPES: Partial<Record<Field['kind'], string>> = { email: 'email', phone: 'tel' };

function places(visit: Visit, field: Field, notes: TemplateResult): TemplateResult {
  const { html, icon, nothing } = visit.element.kit;
  const chosen = Number(visit.draft?.location ?? 0);
  return html`<fieldset class="field places" part="field">
    <legend part="label">${field.label}</legend>
    ${visit.type?.locations.map(
      (place, index) => html`<label
        ><input type="radio" name="location" id=${index ? nothing : 'field-location'} .checked=${index === chosen}
          @change=${() => typeInto(visit, 'location', String(index))} />${icon(PATHS[place.kind])}<span
          >${field.options?.[index]}${place.address ? html`<small>${place.address}</small>` : nothing}</span
        ></label
      >`,
    )}
    ${notes}
  </fieldset>`;
}

/** The line of the details that says what is about to be booked. */
export function whenLine(visit: Visit): TemplateResult {
  const { html, icon, zoneName } = visit.element.kit;
  const { start } = visit.flow;
  return html`<li class="when">${icon(PATHS.day)}<span><b>${start && when(visit, start)}</b> ${zoneName(visit)}</span></li>`;
}

/** What the status line says while the booking is under way. */
export function formStatus(visit: Visit): string {
  const { sending, slow } = visit.flow;
  const words = restWords(visit);
  return sending ? (slow ? words.slow : sendingWord(visit)) : '';
}

/** What is under way: a code is asked for, or the booking. */
function sendingWord(visit: Visit): string {
  const words = restWords(visit);
  const { proof } = visit.flow;
  return proof && proof.sentAt === null && !proof.code ? words.sendingCode : words.sending;
}

function book(visit: Visit, event: Event): void {
  event.preventDefault();
  sendBooking(visit);
}

/** The page may fix a field, but not an empty one. */
function readsOnly({ element, draft }: Visit, field: string): boolean {
  return !!draft?.[field] && element.kit.tokens(element.readonlyFields).includes(field);
}
