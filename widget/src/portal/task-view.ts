import { html, nothing, type TemplateResult } from 'lit';
import type { PortalMeetingView } from '../shared/portal-api.ts';
import { cancel, respond, save } from './change.ts';
import { hostName } from './meeting-words.ts';
import { begin } from './navigation.ts';
import type { Portal } from './portal.ts';

/** What is asked before something is changed, in its place above the facts. */
export function taskView(portal: Portal, meeting: PortalMeetingView): TemplateResult | typeof nothing {
  const { words } = portal.element;
  switch (portal.task) {
    case 'cancel':
      return ask(portal, {
        title: words.cancelAsk,
        text: words.cancelTell(hostName(portal, meeting)),
        yes: portal.sending ? words.cancelling : words.cancel,
        no: words.keep,
        fields: area(portal, 'reason', words.cancelWhy, 2),
        send: () => cancel(portal, portal.drafts.get('reason') ?? ''),
      });
    case 'decline':
      return ask(portal, {
        title: words.declineAsk,
        text: words.declineTell,
        yes: words.decline,
        no: words.keep,
        fields: nothing,
        send: () => respond(portal, 'declined'),
      });
    case 'edit':
      return edit(portal, meeting);
    default:
      return nothing;
  }
}

interface Asked {
  readonly title: string;
  readonly text: string;
  readonly yes: string;
  readonly no: string;
  readonly fields: TemplateResult | typeof nothing;
  send(): unknown;
}

/** A question in its own small dialog; Escape answers no. */
function ask(portal: Portal, { title, text, yes, no, fields, send }: Asked): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    send();
  };
  const leave = ({ key }: KeyboardEvent) => key === 'Escape' && !portal.sending && begin(portal, null);
  return html`<div class="ask" part="ask" role="dialog" aria-labelledby="task" @keydown=${leave}>
    <h3 id="task" tabindex="-1">${title}</h3>
    ${text ? html`<p>${text}</p>` : nothing}
    <form novalidate @submit=${submit}>
      ${fields}
      <p class="actions">
        <button class="submit" part="submit" aria-disabled=${portal.sending}>${yes}</button>
        <button type="button" class="quiet" part="back" @click=${() => begin(portal, null)}>${no}</button>
      </p>
    </form>
  </div>`;
}

/** A text field that keeps what is typed whatever is drawn meanwhile. */
export function area(portal: Portal, name: string, label: string, rows: number, optional = true): TemplateResult {
  const { words } = portal.element;
  return html`<div class="field" part="field">
    <label for="field-${name}" part="label">${label}${optional ? html` <span class="optional">(${words.optional})</span>` : nothing}</label>
    <textarea id="field-${name}" name=${name} part="input" rows=${rows} maxlength="5000"
      .value=${portal.drafts.get(name) ?? ''}
      @input=${(event: Event) => portal.drafts.set(name, (event.target as HTMLTextAreaElement).value)}></textarea>
  </div>`;
}

const ADDRESS = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/** What the client said of the meeting, and whom they bring. */
function edit(portal: Portal, meeting: PortalMeetingView): TemplateResult {
  const { words } = portal.element;
  const { drafts } = portal;
  const now = meeting.participants.filter(({ role }) => role === 'guest').map(({ email }) => email);
  if (!drafts.has('guests')) drafts.set('guests', now.join('\n'));
  if (!drafts.has('description')) drafts.set('description', meeting.description);
  const send = () => {
    const guests = [...new Set((drafts.get('guests') ?? '').split(/[\s,;]+/).filter(Boolean))];
    const description = drafts.get('description') ?? '';
    if (!guests.every((guest) => ADDRESS.test(guest))) {
      portal.trouble = { kind: 'words', text: words.badAddresses };
      return portal.draw('#trouble');
    }
    const changes = {
      ...(guests.join() !== now.join() && { guests }),
      ...(description !== meeting.description && { description }),
    };
    return Object.keys(changes).length ? save(portal, changes) : begin(portal, null);
  };
  return ask(portal, {
    title: words.edit,
    text: '',
    yes: portal.sending ? words.saving : words.save,
    no: words.back,
    fields: html`${area(portal, 'guests', words.guestsList, 2)}${area(portal, 'description', words.message, 4)}`,
    send,
  });
}
