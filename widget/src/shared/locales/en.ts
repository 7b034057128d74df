const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Every word that the booker says. Functions take finished parts: dates, times and names already in this language. */
export const en = {
  lang: 'en',
  city: (city: string) => city,
  zone: (city: string) => (city === 'UTC' ? city : `${city} time`),
  changeZone: (zone: string) => `${zone}, change time zone`,
  at: (day: string, time: string) => `${day}, ${time}`,
  minutes: (count: number) => (count % 60 || count === 0 ? `${count} min` : plural(count / 60, 'hour', 'hours')),
  duration: 'Duration',
  places: { video: 'Video call', phone: 'Phone call', in_person: 'In person' },
  seats: (count: number) => `${count} left`,
  seatsLong: (count: number) => plural(count, 'seat left', 'seats left'),
  group: (count: number) => `Group of up to ${count}`,

  calendar: 'Choose a day',
  previousMonth: (month: string) => `Previous month, ${month}`,
  nextMonth: (month: string) => `Next month, ${month}`,
  timesOn: (day: string, count: number) =>
    `${day}, ${count ? plural(count, 'time available', 'times available') : 'no times'}`,
  loading: 'Loading times',
  loaded: (day: string, count: number) => `${plural(count, 'time', 'times')} on ${day}`,
  parts: ['Morning', 'Afternoon', 'Evening'],
  noneIn: (month: string) => `No free times in ${month}.`,
  nextFree: (day: string) => `Next free day: ${day}`,
  noneAtAll: 'No times are open at the moment. New ones may open later, or when somebody cancels.',
  lookAgain: 'Look again',

  again: 'Try again',
  offline: 'No connection to the booking server. Check your network, then try again.',
  timeout: 'The booking server did not answer in time. Try again.',
  unexpected: 'The booking server cannot answer right now. Try again in a moment.',
  limited: (wait: string) => `Too many attempts from your network. Try again in ${wait}.`,
  seconds: (count: number) =>
    count < 90 ? plural(count, 'second', 'seconds') : plural(Math.ceil(count / 60), 'minute', 'minutes'),
  aMinute: 'a minute',
  gone: 'This page for booking is not open. Check the link, or ask whoever gave it to you.',
};

export type Words = typeof en;
