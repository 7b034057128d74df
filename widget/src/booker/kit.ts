import { html, nothing } from 'lit';
import { ApiFailure } from '../shared/api.ts';
import { addDays, addMonths, daysIn, weekdayOf } from '../shared/calendar-date.ts';
import { localDate, wallClock, zoneCity } from '../shared/zoned-format.ts';
import { chooseDate, chooseSlot, moveCursor, retry, turn } from './actions.ts';
import { bones } from './bones.ts';
import { icon, paths } from './icons.ts';
import { tokens } from './tokens.ts';
import { zoneName } from './zone-name.ts';

/**
 * What the files that are loaded later take from the element instead of importing it: they stand alone, since the element
 * goes by two addresses (`widget.js` and its hashed twin), and an import of the other would bring a second one.
 */
export const kit = {
  html,
  nothing,
  icon,
  paths,
  localDate,
  wallClock,
  bones,
  zoneName,
  zoneCity,
  addDays,
  addMonths,
  daysIn,
  weekdayOf,
  tokens,
  ApiFailure,
  turn,
  moveCursor,
  chooseDate,
  chooseSlot,
  retry,
  /** Where the browser keeps the clock that was chosen. */
  hoursKey: 'meeting-booker-hours',
};
