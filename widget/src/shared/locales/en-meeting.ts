const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** What every element says of a meeting, of times, and of what kept an answer from coming. */
export const enMeeting = {
  places: { video: 'Video call', phone: 'Phone call', in_person: 'In person' },
  minutes: (count: number) => (count % 60 || count === 0 ? `${count} min` : plural(count / 60, 'hour', 'hours')),
  loaded: (day: string, count: number) => `${plural(count, 'time', 'times')} on ${day}`,
  noneIn: (month: string) => `No free times in ${month}.`,
  nextFree: (day: string) => `Next free day: ${day}`,
  noneAtAll: 'No times are open at the moment. New ones may open later, or when somebody cancels.',
  lookAgain: 'Look again',
  at: (day: string, time: string) => `${day}, ${time}`,
  offline: 'No connection to the booking server. Check your network, then try again.',
  timeout: 'The booking server did not answer in time. Try again.',
  limited: (wait: string) => `Too many attempts from your network. Try again in ${wait}.`,
  seconds: (count: number) =>
    count < 90 ? plural(count, 'second', 'seconds') : plural(Math.ceil(count / 60), 'minute', 'minutes'),
  aMinute: 'a minute',
  back: 'Back',
  email: 'Email',
  place: 'Where',
  optional: 'optional',
  slow: 'This takes longer than usual. Please keep the page open.',
  errorPrefix: 'Error:',
  badEmail: 'Enter an address like name@example.com',
  taken: 'That time was just taken. Nearest free times:',
  otherTimes: 'See all times',
  what: 'What',
  who: 'With',
  join: 'Join the call',
  next: 'What happens next',
  addTo: 'Add to calendar',
  calendarFile: 'Calendar file (.ics)',
  host: 'the host',
};

export type MeetingWords = typeof enMeeting;
