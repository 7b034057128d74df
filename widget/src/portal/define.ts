import { MeetingPortal } from './meeting-portal.ts';

export { MeetingPortal };

// On a server, where pages are rendered without elements, there is nothing to define.
if (globalThis.customElements) MeetingPortal.define();
