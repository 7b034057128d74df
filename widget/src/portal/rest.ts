/* What the portal needs once a meeting is open: a file of its own, asked for as soon as it stands on the page. */
export { changeWordsIn } from './change-words.ts';
export { followOpen } from './follow-open.ts';
export { linkView } from './link-view.ts';
export { meetingView } from './meeting-view.ts';
export { startMove } from './move.ts';
export { moveView } from './move-view.ts';
export { default as css } from './rest.css?inline';
export { textsView } from './texts-view.ts';
