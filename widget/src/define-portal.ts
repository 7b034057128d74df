import type { MeetingPortal } from './portal/meeting-portal.ts';
import type { PortalEvents } from './shared/portal-events.ts';

export * from './portal/define.ts';

/** Hears the portal's own events with their details: of some, the booker has others of the same name. */
interface PortalListening {
  addEventListener<Name extends keyof PortalEvents>(
    name: Name,
    listener: (this: MeetingPortal, event: CustomEvent<PortalEvents[Name]>) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
}

/** What the portal alone tells. */
type Heard = { [Name in Exclude<keyof PortalEvents, 'mb-ready' | 'mb-error'>]: CustomEvent<PortalEvents[Name]> };

declare global {
  interface HTMLElementTagNameMap {
    'meeting-portal': PortalListening & MeetingPortal;
  }
  // On everything that its events bubble to.
  interface GlobalEventHandlersEventMap extends Heard {}
}
