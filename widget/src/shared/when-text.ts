import type { MeetingWords } from './locales/en-meeting.ts';
import type { Formats } from './zoned-format.ts';

/** `Tuesday 24 November, 14:00`; short: `Tue 24 Nov, 14:00`. Takes a `wallClock`. */
export function whenText(formats: Formats, words: Pick<MeetingWords, 'at'>, at: Date, short = false): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short' } as const;
  const day = short ? formats.make(options).format(at) : formats.day(at.toISOString());
  return words.at(day, formats.time(at));
}
