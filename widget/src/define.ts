import type { MeetingBooker } from './booker/meeting-booker.ts';
import type { BookerEvents } from './shared/events.ts';

export * from './booker/define.ts';

type Heard = { [Name in keyof BookerEvents]: CustomEvent<BookerEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    'meeting-booker': MeetingBooker;
  }
  // On the element, and on everything that its events bubble to.
  interface GlobalEventHandlersEventMap extends Heard {}
}
