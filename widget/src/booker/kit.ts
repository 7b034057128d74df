import { html, nothing } from 'lit';
import { localDate, wallClock, zoneCity } from '../shared/zoned-format.ts';
import { chooseDate, chooseSlot, retry } from './actions.ts';
import { bones } from './bones.ts';
import { icon, paths } from './icons.ts';
import type { Kit } from './visit.ts';
import { zoneName } from './zone-name.ts';

/**
 * What the files that are loaded later take from the element instead of importing it: they stand alone, since the element
 * goes by two addresses (`widget.js` and its hashed twin), and an import of the other would bring a second one.
 */
export const kit: Kit = {
  html,
  nothing,
  icon,
  paths,
  localDate,
  wallClock,
  bones,
  zoneName,
  zoneCity,
  chooseDate,
  chooseSlot,
  retry,
};
