export { MeetingBooker } from './booker/meeting-booker.ts';
export type { PageSettings } from './booker/page-settings.ts';
export type { BookingCheck, DataSource, FieldMistakes, Prefill } from './booker/page-types.ts';
export type { BookedView } from './shared/api.ts';
export type { Availability, BookerEvents, SlotDetail } from './shared/events.ts';
export type { WordsByLanguage } from './shared/locales/overrides.ts';
