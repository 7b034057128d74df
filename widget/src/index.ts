export { MeetingBooker } from './booker/meeting-booker.ts';
export type { BookingCheck, DataSource, FieldMistakes, Prefill } from './booker/page-types.ts';
export type { Availability } from './booker/visit.ts';
export type { BookedView } from './shared/api.ts';
export type { BookerEvents, SlotDetail } from './shared/events.ts';
export type { WordsByLanguage } from './shared/locales/overrides.ts';
