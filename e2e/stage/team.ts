/* The settings that the journeys and the fault tests apply: open on every day, so that they hold on any. */

const HOSTS = [
  { name: 'Claire Moreau', email: 'claire@three-rooms.example', timeZone: 'Europe/Paris', locale: 'fr', role: 'owner' },
  { name: 'Ben Carter', email: 'ben@three-rooms.example', timeZone: 'America/New_York', locale: 'en', role: 'member' },
  { name: 'Yuki Tanaka', email: 'yuki@three-rooms.example', timeZone: 'Asia/Tokyo', locale: 'en', role: 'member' },
] as const;

/** The three hosts' addresses, by first name. */
export const ADDRESSES = { claire: HOSTS[0].email, ben: HOSTS[1].email, yuki: HOSTS[2].email };

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** A meeting type as `apply` takes it: half an hour with Claire by video, bookable from now for a year, or as told. */
export function meetingType(slug: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    slug,
    title: 'Introduction',
    description: 'Half an hour to see whether we fit.',
    durationsMinutes: [30],
    minimumNoticeMinutes: 0,
    bookingHorizonDays: 366,
    hosts: [ADDRESSES.claire],
    schedule: 'Days',
    locations: [{ kind: 'video', url: 'https://meet.example/{random}' }],
    locale: 'en',
    ...more,
  };
}

/** A whole document for `apply`: the three hosts, the schedules "Days" (08:00–18:00 in Paris) and "Always", and these types. */
export function team(...types: readonly Record<string, unknown>[]): Record<string, unknown> {
  const schedule = (name: string, start: string, end: string) => ({
    name,
    host: null,
    default: name === 'Days',
    timeZone: 'Europe/Paris',
    rules: [{ days: EVERY_DAY, start, end }],
    overrides: [],
  });
  return {
    hosts: HOSTS,
    schedules: [schedule('Days', '08:00', '18:00'), schedule('Always', '00:00', '24:00')],
    types,
  };
}
