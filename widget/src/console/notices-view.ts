import { html, nothing, type TemplateResult } from 'lit';
import type { Console, Place } from './console.ts';
import type { HostView, Notices } from './console-api.ts';
import { troubleView, wrongView } from './sign-in-view.ts';

const REMINDERS: readonly Notices['reminders'][] = ['agenda', 'each', 'none'];

/** Who is signed in, what they are told of their meetings, and the way out. */
export function noticesView(console: Console, { host }: Extract<Place, { kind: 'in' }>): TemplateResult {
  const { words } = console.element;
  return html`<header>
      <div>
        <h2 tabindex="-1">${host.name}</h2>
        <p class="who"><bdi>${host.email}</bdi> · ${words.role[host.role]}</p>
      </div>
      <button class="quiet" aria-disabled=${console.isBusy} @click=${() => console.signOut()}>${words.signOut}</button>
    </header>
    <section>
      <h3 id="notices">${words.notices}</h3>
      ${troubleView(console)}
      ${form(console, host)}
      <slot name="device"></slot>
    </section>
    <footer>
      <button class="link" aria-disabled=${console.isBusy} @click=${() => console.signOut(true)}>${words.signOutAll}</button>
    </footer>`;
}

/** The kind of mails that a choice brings, as a link in one switches it off. */
const BROUGHT = { agenda: 'agenda', each: 'reminders', none: null } as const;

function form(console: Console, { timeZone, mailsOff }: HostView): TemplateResult {
  const { notices, done, isBusy } = console;
  const { words } = console.element;
  const isOff = mailsOff.some((kind) => notices && kind === BROUGHT[notices.reminders]);
  const change = (changed: Partial<Notices>) => {
    if (notices) Object.assign(console, { notices: { ...notices, ...changed }, done: null, wrong: null });
    console.element.draw();
  };
  const save = (event: Event) => {
    event.preventDefault();
    console.save();
  };
  const choice = (one: Notices['reminders']) => html`<label>
    <input type="radio" name="reminders" .checked=${notices?.reminders === one} @change=${() => change({ reminders: one })} />
    <span>${words.reminders[one][0]}<small>${words.reminders[one][1]}</small></span>
  </label>`;
  return html`<form novalidate @submit=${save}>
    <fieldset class="field places" aria-labelledby="notices" aria-describedby="notices-why">
      <p class="hint" id="notices-why">${words.noticesWhy}</p>
      ${REMINDERS.map(choice)}
    </fieldset>
    ${isOff ? html`<p class="hint">${words.switchedOff}</p>` : nothing}
    ${notices?.reminders === 'agenda' ? time(console, notices, timeZone, change) : nothing}
    <p class="actions">
      <button class="submit" aria-disabled=${isBusy}>${words.save}</button>
      <span role="status">${done}</span>
    </p>
  </form>`;
}

function time(
  console: Console,
  { agendaTime }: Notices,
  timeZone: string,
  change: (changed: Partial<Notices>) => void,
): TemplateResult {
  const { words } = console.element;
  const isWrong = console.wrong === 'badTime';
  const city = timeZone.slice(timeZone.lastIndexOf('/') + 1).replaceAll('_', ' ');
  return html`<div class="field">
    <label for="time">${words.agendaTime}</label>
    ${isWrong ? wrongView(console, words.badTime) : nothing}
    <input id="time" type="time" min="00:00" max="11:59" required aria-invalid=${isWrong}
      aria-describedby=${isWrong ? 'wrong time-hint' : 'time-hint'} .value=${agendaTime}
      @input=${(event: Event) => change({ agendaTime: (event.target as HTMLInputElement).value })} />
    <p class="hint" id="time-hint">${words.ownClock(city)}</p>
  </div>`;
}
