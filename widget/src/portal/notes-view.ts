import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { NoteView, PortalMeetingView } from '../shared/portal-api.ts';
import { when } from './meeting-words.ts';
import { noteParts } from './note-text.ts';
import { draftName, handle, removeNote, saveNote, write } from './notes.ts';
import type { Portal } from './portal.ts';
import { area } from './task-view.ts';

/** The shared notes as letters, newest last, and the field for another. */
export function notesView(portal: Portal, meeting: PortalMeetingView, notes: readonly NoteView[]): TemplateResult {
  const { words } = portal.element;
  const submit = (event: Event) => {
    event.preventDefault();
    write(portal);
  };
  return html`<h3 id="notes" tabindex="-1">${words.notesTitle}</h3>
    ${notes.length ? nothing : html`<p class="hint">${words.noNotes}</p>`}
    <ol class="letters">
      ${repeat(
        notes,
        ({ id }) => id,
        (note) => letter(portal, note),
      )}
    </ol>
    <form part="note-form" novalidate @submit=${submit} id="new-${meeting.id}">
      ${area(portal, draftName(portal), words.noteNew, 3, false)}
      <p class="actions"><button class="quiet" part="share" aria-disabled=${portal.sending}>${portal.sending ? words.sharing : words.share}</button></p>
    </form>`;
}

function letter(portal: Portal, note: NoteView): TemplateResult {
  const { words } = portal.element;
  const { id, author, createdAt, body, mine } = note;
  const task = portal.noteTasks.get(id);
  const name = mine ? words.you : author.name;
  const at = when(portal, createdAt, true);
  return html`<li class="letter" part="note">
    <h4><span class="sr">${words.noteBy(name, at)}</span><span aria-hidden="true"><bdi>${name}</bdi> <time datetime=${createdAt}>${at}</time></span></h4>
    ${task === 'edit' ? editor(portal, note) : html`<p class="text">${textView(body)}</p>`}
    ${history(portal, note)}
    ${task === 'delete' ? question(portal, note) : nothing}
    ${
      mine && !task
        ? html`<p class="own">
            <button type="button" class="link" id="edit-${id}" aria-label="${words.editNote}: ${at}" @click=${() => handle(portal, note, 'edit')}>${words.editNote}</button>
            <button type="button" class="link" id="delete-${id}" aria-label="${words.deleteNote}: ${at}" @click=${() => handle(portal, note, 'delete')}>${words.deleteNote}</button>
          </p>`
        : nothing
    }
  </li>`;
}

/** The text with its line breaks and with links to pages, which learn nothing of where the reader came from. */
const textView = (body: string) =>
  noteParts(body).map(({ text, href }) =>
    href ? html`<a href=${href} target="_blank" rel="noopener noreferrer nofollow">${text}</a>` : text,
  );

function history(portal: Portal, { revisions, author, mine }: NoteView): TemplateResult | typeof nothing {
  const { words } = portal.element;
  if (!revisions.length) return nothing;
  return html`<details part="history">
    <summary>${words.edited}</summary>
    <ol>
      ${revisions.map(
        ({ body, replacedAt }) => html`<li>
          <p class="hint"><bdi>${mine ? words.you : author.name}</bdi> · ${words.earlier(when(portal, replacedAt, true))}</p>
          <p class="text">${textView(body)}</p>
        </li>`,
      )}
    </ol>
  </details>`;
}

function editor(portal: Portal, note: NoteView): TemplateResult {
  const { words } = portal.element;
  const submit = (event: Event) => {
    event.preventDefault();
    saveNote(portal, note);
  };
  const leave = ({ key }: KeyboardEvent) => key === 'Escape' && handle(portal, note, null);
  return html`<form novalidate @submit=${submit} @keydown=${leave}>
    ${area(portal, draftName(portal, note), words.editNote, 3, false)}
    <p class="actions">
      <button class="quiet" aria-disabled=${portal.sending}>${portal.sending ? words.saving : words.save}</button>
      <button type="button" class="link" @click=${() => handle(portal, note, null)}>${words.back}</button>
    </p>
  </form>`;
}

function question(portal: Portal, note: NoteView): TemplateResult {
  const { words } = portal.element;
  const leave = ({ key }: KeyboardEvent) => key === 'Escape' && handle(portal, note, null);
  return html`<div class="ask" role="group" aria-labelledby="ask-${note.id}" @keydown=${leave}>
    <p id="ask-${note.id}" tabindex="-1">${words.deleteAsk}</p>
    <p class="actions">
      <button type="button" class="quiet" @click=${() => removeNote(portal, note)}>${words.deleteYes}</button>
      <button type="button" class="link" @click=${() => handle(portal, note, null)}>${words.keep}</button>
    </p>
  </div>`;
}
