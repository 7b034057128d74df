import { html, LitElement } from 'lit';

/*
 * The least that an element made with Lit can do for a booking: one button a time, from a constant that is built in. What
 * the booker takes longer than this is the price of all that it does.
 */

declare const SLOTS: readonly string[];

class BareSlots extends LitElement {
  override render() {
    const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
    const day = SLOTS[0]?.slice(0, 10) ?? '';
    const times = SLOTS.filter((start) => start.startsWith(day));
    return html`<ul>
      ${times.map((start) => html`<li><button data-start=${start}>${clock.format(new Date(start))}</button></li>`)}
    </ul>`;
  }
}

customElements.define('bare-slots', BareSlots);
