/*
 * All that finding a free time does not need: what the meeting is, what a failure or an empty month is called, the form, sending, the confirmation. One file, asked for
 * as soon as the element stands on the page.
 */
export { adopt } from './adopt.ts';
export { cover } from './cover.ts';
export { detailsView } from './details-view.ts';
export { doneView } from './done-view.ts';
export { failureWords } from './failure-words.ts';
export { fallBack } from './fall-back.ts';
export { focusPart } from './focus-part.ts';
export { complete, proceed, takeSlot } from './form-actions.ts';
export { bookLabel, formView } from './form-view.ts';
export { join } from './join.ts';
export { moveByKey } from './month-keys.ts';
export { noneView } from './none-view.ts';
export { draftOf, prefilled } from './prefill.ts';
export { restWordsIn } from './rest-words.ts';
export { sendBooking } from './send-booking.ts';
export { slide } from './slide.ts';
export { statusText } from './status-text.ts';
export { troubleView } from './trouble-view.ts';
export { settle } from './visit-states.ts';
