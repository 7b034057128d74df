import type { TemplateResult } from 'lit';
import type { FormView } from './booker-view.ts';
import { type Field, fieldsOf } from './booking-body.ts';
import { troubleView } from './trouble-view.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The details form: native fields, errors in place and summed up on top; what was typed outlives it. */
export function formView(view: FormView): TemplateResult {
  const { flow, words, type, act, kit } = view;
  const { html, icon, nothing, when } = kit;
  if (!type || flow.start === null) return html``;
  const label = (type.requiresConfirmation ? words.request : words.book)(when(view, flow.start));
  return html`<section class="form">
    <header>
      <button type="button" class="back" part="back" @click=${() => act.back()}>${icon('previous')}${words.back}</button>
      <h3 id="form" tabindex="-1">${words.formTitle}<span class="sr">: ${when(view, flow.start)}</span></h3>
    </header>
    <form part="form" novalidate aria-labelledby="form" @submit=${(event: Event) => act.book(event)}>
      ${troubleView(view)} ${summary(view)}
      ${fieldsOf(type, view.draft, words, view.hides).map((field) => fieldView(view, field))}
      <div class="send">
        <button class="submit" part="submit" aria-disabled=${flow.sending}>${flow.sending ? words.sending : label}</button>
        ${flow.slow ? html`<p class="hint">${words.slow}</p>` : nothing}
      </div>
    </form>
  </section>`;
}

function summary({ flow, words, kit: { html, nothing } }: FormView): TemplateResult | symbol {
  const errors = Object.entries(flow.errors);
  if (!errors.length) return nothing;
  return html`<div class="alert" part="error-summary" id="summary" role="alert" tabindex="-1">
    <h4>${words.errorTitle(errors.length)}</h4>
    <ul>
      ${errors.map(
        ([name, message]) =>
          html`<li><a href="#field-${name}" @click=${(event: Event) => toField(event, name)}>${message}</a></li>`,
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

function fieldView(view: FormView, field: Field): TemplateResult {
  const { html, nothing } = view.kit;
  const error = view.flow.errors[field.name];
  const id = `field-${field.name}`;
  const optional = field.required ? nothing : html` <span class="optional">(${view.words.optional})</span>`;
  const notes = html`${field.hint ? html`<p class="hint" id="hint-${field.name}">${field.hint}</p>` : nothing}
  ${
    error
      ? html`<p class="wrong" part="error" id="error-${field.name}"><b>${view.words.errorPrefix}</b> ${error}</p>`
      : nothing
  }`;
  if (field.kind === 'places') return places(view, field, notes);
  if (field.kind === 'checkbox') {
    return html`<div class="field check" part="field">
      <label for=${id} part="label">${control(view, field)}<span>${field.label}${optional}</span></label>${notes}
    </div>`;
  }
  return html`<div class="field" part="field">
    <label for=${id} part="label">${field.label}${optional}</label>${notes}${control(view, field)}
  </div>`;
}

function control(view: FormView, field: Field): TemplateResult {
  const { html, nothing } = view.kit;
  const { name, kind, required, autocomplete } = field;
  const { draft, words, act } = view;
  const wrong = name in view.flow.errors;
  const describedBy = [field.hint && `hint-${name}`, wrong && `error-${name}`].filter(Boolean).join(' ') || nothing;
  const value = draft[name] ?? '';
  const read = (event: Event) => act.type(name, (event.target as Control).value);
  if (kind === 'select') {
    return html`<select id="field-${name}" name=${name} part="input" ?required=${required} aria-invalid=${wrong}
      aria-describedby=${describedBy} @change=${read}>
      <option value="">${words.choose}</option>
      ${field.options?.map((option) => html`<option ?selected=${option === value}>${option}</option>`)}
    </select>`;
  }
  if (kind === 'textarea' || kind === 'guests') {
    return html`<textarea id="field-${name}" name=${name} part="input" rows=${kind === 'guests' ? 2 : 3} ?required=${required}
      maxlength="5000" aria-invalid=${wrong} aria-describedby=${describedBy} ?readonly=${view.readsOnly(name)}
      .value=${value} @input=${read}></textarea>`;
  }
  if (kind === 'checkbox') {
    return html`<input type="checkbox" id="field-${name}" name=${name} ?required=${required} aria-invalid=${wrong}
      aria-describedby=${describedBy} .checked=${value === true}
      @change=${(event: Event) => act.type(name, (event.target as HTMLInputElement).checked)} />`;
  }
  return html`<input type=${TYPES[kind] ?? 'text'} id="field-${name}" name=${name} part="input" ?required=${required}
    autocomplete=${autocomplete ?? 'off'} inputmode=${kind === 'number' ? 'decimal' : nothing}
    maxlength=${kind === 'phone' ? 40 : 200} aria-invalid=${wrong} aria-describedby=${describedBy}
    ?readonly=${view.readsOnly(name)} .value=${value} @input=${read} />`;
}

// A number is typed as text: a number field drops what it cannot read, and what was typed is kept here.
const TYPES: Partial<Record<Field['kind'], string>> = { email: 'email', phone: 'tel' };

function places(view: FormView, field: Field, notes: TemplateResult): TemplateResult {
  const { html, icon, nothing } = view.kit;
  const chosen = Number(view.draft.location ?? 0);
  return html`<fieldset class="field places" part="field">
    <legend part="label">${field.label}</legend>
    ${view.type?.locations.map(
      (place, index) => html`<label
        ><input type="radio" name="location" id=${index ? nothing : 'field-location'} .checked=${index === chosen}
          @change=${() => view.act.type('location', String(index))} />${icon(place.kind)}<span
          >${field.options?.[index]}${place.address ? html`<small>${place.address}</small>` : nothing}</span
        ></label
      >`,
    )}
    ${notes}
  </fieldset>`;
}

/** What the status line says while the booking is under way. */
export const formStatus = ({ flow, words }: FormView): string =>
  flow.sending ? (flow.slow ? words.slow : words.sending) : '';
