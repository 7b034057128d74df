import { html, type TemplateResult } from 'lit';
import { bones } from '../booker/bones.ts';
import { agendaView } from './agenda-view.ts';
import { refresh } from './navigation.ts';
import type { Portal } from './portal.ts';
import { reason } from './trouble.ts';

/** The sheet for what is open. */
export function portalView(portal: Portal): TemplateResult {
  const { lost, open, task, mover, element, who } = portal;
  const { rest, words } = element;
  if (lost?.code === 'not_found')
    return rest?.linkView(portal) ?? html`<div class="sheet lost" part="panel">${bones(3)}</div>`;
  if (lost) {
    return html`<div class="sheet lost" part="panel">
      <div class="alert" part="error" role="alert">
        <p>${reason(portal, lost)}</p>
        <button type="button" class="quiet" @click=${() => refresh(portal)}>${words.again}</button>
      </div>
    </div>`;
  }
  if (open && rest)
    return task === 'move' && mover ? rest.moveView(portal, mover, open) : rest.meetingView(portal, open);
  // Until it is known whether it is one meeting or all of them.
  return who && !open && !portal.isNarrow
    ? agendaView(portal)
    : html`<div class="sheet lost" part="panel">${bones(5)}</div>`;
}
