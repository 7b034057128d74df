export { MeetingPortal } from './portal/meeting-portal.ts';
export type { PortalSettings } from './portal/portal-settings.ts';
export type { PortalWordsByLanguage } from './shared/locales/overrides.ts';
export type { MeetingDetail, PortalEvents } from './shared/portal-events.ts';
