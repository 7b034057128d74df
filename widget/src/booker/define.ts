import { MeetingBooker } from './meeting-booker.ts';

export { MeetingBooker };

// On a server, where pages are rendered without elements, there is nothing to define.
if (globalThis.customElements) MeetingBooker.define();
