import type { BusyInterval, HostCalendar } from './assignment.ts';
import { Failure, type FieldError } from './failures.ts';
import { Fields } from './fields.ts';
import type { Interval } from './interval.ts';
import { instantText } from './local-time.ts';
import { checkSchedule, type DateOverride, type Schedule, type WeeklyRule } from './schedule.ts';
import { bookableStarts, type StartQuery } from './slots.ts';

/** Ten years in minutes: more than any length here can sensibly be, and little enough to compute with. */
const LONGEST_MINUTES = 5_270_400;
const MOST = 1_000_000;

const CASE = [
  'timeZone',
  'weekly',
  'dateOverrides',
  'durationMinutes',
  'slotIntervalMinutes',
  'bufferBeforeMinutes',
  'bufferAfterMinutes',
  'minimumNoticeMinutes',
  'bookingHorizonDays',
  'now',
  'range',
  'busy',
  'dailyLimit',
];

/**
 * The engine laid open: the bookable starts of one case, `YYYY-MM-DDTHH:MM:SSZ`, ascending. The case is an object of the fields above,
 * with hours on the wall clock of `timeZone` and everything else in instants, or one that holds it as `input`.
 * Throws Failure invalid_request naming every mistake with its JSON pointer.
 */
export function answerCase(document: unknown): string[] {
  const { query, host } = readCase(document);
  return bookableStarts(query, host).map(instantText);
}

function readCase(document: unknown): { query: StartQuery; host: HostCalendar } {
  const wrapped = typeof document === 'object' && document !== null && Object.hasOwn(document, 'input');
  const errors: FieldError[] = [];
  const fields = wrapped
    ? new Fields((document as { input: unknown }).input, '/input', CASE, errors)
    : new Fields(document, '', CASE, errors);
  const durationMinutes = fields.integer('durationMinutes', 1, LONGEST_MINUTES);
  const rules = {
    durationsMinutes: [durationMinutes],
    slotIntervalMinutes: fields.integer('slotIntervalMinutes', 1, LONGEST_MINUTES),
    bufferBeforeMinutes: fields.integer('bufferBeforeMinutes', 0, LONGEST_MINUTES, 0),
    bufferAfterMinutes: fields.integer('bufferAfterMinutes', 0, LONGEST_MINUTES, 0),
    minimumNoticeMinutes: fields.integer('minimumNoticeMinutes', 0, LONGEST_MINUTES, 0),
    bookingHorizonDays: fields.integerOrNone('bookingHorizonDays', MOST),
    dailyLimit: fields.integerOrNone('dailyLimit', MOST),
    weeklyLimit: null,
    capacity: 1,
  };
  const query = { typeId: '', rules, durationMinutes, now: fields.instant('now'), range: readRange(fields) };
  const schedule = readSchedule(fields);
  const busy = readBusy(fields);
  if (errors.length > 0) {
    const count = errors.length === 1 ? 'one mistake' : `${errors.length} mistakes`;
    throw new Failure('invalid_request', `The case has ${count}.`, { errors, where: 'body' });
  }
  return { query, host: { hostId: '', schedule, busy, dailyLimit: null, lastBookedAt: null } };
}

function readRange(fields: Fields): Interval {
  const range = new Fields(fields.raw('range'), `${fields.path}/range`, ['start', 'end'], fields.errors);
  const interval = { start: range.instant('start'), end: range.instant('end') };
  if (interval.end < interval.start) range.refuse('end', 'must not be before the range’s start');
  return interval;
}

/** The hours by the schedule's own check, its pointers turned into the case's names for the same things. */
function readSchedule(fields: Fields): Schedule {
  const { errors } = fields;
  const rules = fields.list('weekly', false).map((value, i): WeeklyRule => {
    const rule = new Fields(value, `${fields.path}/weekly/${i}`, ['days', 'start', 'end'], errors);
    const days = rule.raw('days');
    return { days: Array.isArray(days) ? days : [], start: rule.text('start'), end: rule.text('end') };
  });
  const overrides = fields.list('dateOverrides', true).map((value, i): DateOverride => {
    const path = `${fields.path}/dateOverrides/${i}`;
    const override = new Fields(value, path, ['date', 'intervals'], errors);
    const intervals = override.list('intervals', false).map((span, k) => {
      const times = new Fields(span, `${path}/intervals/${k}`, ['start', 'end'], errors);
      return { start: times.text('start'), end: times.text('end') };
    });
    return { date: override.text('date'), intervals };
  });
  const schedule = { timeZone: fields.text('timeZone'), rules, overrides };
  for (const { path, message } of checkSchedule(schedule)) {
    const named = path.replace(/^\/rules/, '/weekly').replace(/^\/overrides/, '/dateOverrides');
    errors.push({ path: fields.path + named, message });
  }
  return schedule;
}

function readBusy(fields: Fields): BusyInterval[] {
  const known = ['start', 'end', 'kind', 'bufferBeforeMinutes', 'bufferAfterMinutes'];
  return fields.list('busy', true).map((value, i) => {
    const entry = new Fields(value, `${fields.path}/busy/${i}`, known, fields.errors);
    const kind = entry.raw('kind') ?? 'meeting';
    if (kind !== 'meeting' && kind !== 'external') entry.refuse('kind', 'must be "meeting" or "external"');
    return {
      kind: kind === 'external' ? 'external' : 'meeting',
      start: entry.instant('start'),
      end: entry.instant('end'),
      bufferBeforeMinutes: entry.integer('bufferBeforeMinutes', 0, LONGEST_MINUTES, 0),
      bufferAfterMinutes: entry.integer('bufferAfterMinutes', 0, LONGEST_MINUTES, 0),
    };
  });
}
