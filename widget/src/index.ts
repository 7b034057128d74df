export { MeetingBooker } from './booker/meeting-booker.ts';
export type { Prefill } from './booker/page-settings.ts';
export type { BookerEvents, SlotDetail } from './shared/events.ts';
