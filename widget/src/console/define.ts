import { MeetingConsole } from './meeting-console.ts';

customElements.define('meeting-console', MeetingConsole);
