import { html, nothing } from 'lit';
import { localDate, wallClock } from '../shared/zoned-format.ts';
import { icon } from './icons.ts';
import { failureWords, when, zoneName } from './when.ts';

/**
 * What the files that are loaded later take from the element instead of importing it: they stand alone, since the element
 * goes by two addresses (`widget.js` and its hashed twin), and an import of the other would bring a second one.
 */
export const kit = { html, nothing, icon, localDate, wallClock, failureWords, when, zoneName };

export type Kit = typeof kit;
