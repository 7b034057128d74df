const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What the zone picker says, besides `en`; comes with it. */
export const enZones = {
  zonePicker: 'Time zone',
  zoneSearch: 'City or country',
  zoneNone: 'No zone found. Try the name of a large city or the country.',
  zoneCount: (count: number) => plural(count, 'time zone', 'time zones'),
  zoneLocked: 'These times are shown in one zone for everybody.',
  hours: (is24: boolean): string => (is24 ? '24 h' : '12 h'),
  hoursLabel: 'Clock',
};

export type ZoneWords = typeof enZones;
