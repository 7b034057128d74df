const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Every word that the booker says. Functions take finished parts: dates, times and names already in this language. */
export const en = {
  lang: 'en',
  city: (city: string) => city,
  zone: (city: string) => (city === 'UTC' ? city : `${city} time`),
  changeZone: (zone: string, locked: boolean) => `${zone}, change ${locked ? 'clock' : 'time zone'}`,
  seats: (count: number) => `${count} left`,

  calendar: 'Choose a day',
  previousMonth: (month: string) => `Previous month, ${month}`,
  nextMonth: (month: string) => `Next month, ${month}`,
  timesOn: (day: string, count: number) => `${day}, ${count ? `${plural(count, 'time', 'times')} free` : 'no times'}`,
  loading: 'Loading times',
  parts: ['Night', 'Morning', 'Afternoon', 'Evening'],

  again: 'Try again',
  unexpected: 'The booking server cannot answer right now. Try again in a moment.',
};

export type Words = typeof en;
