/*
 * What pages ask for beyond the plain flow: its methods, and wishes that few have. One file, asked for when the first of
 * them is; like all files that are loaded later it stands alone.
 */
export { continueView } from './continue-view.ts';
export { dress } from './heading-levels.ts';
export { check, given, leave } from './page-booking.ts';
export { follow, goTo, refresh, requestSubmit, restore, selectSlot, setPrefill } from './page-moves.ts';
export { sourceApi } from './page-source.ts';
export { whenNear } from './when-near.ts';
