/*
 * All that finding a free time does not need: what the meeting is, what a failure or an empty month is called, the form, sending, the confirmation. One file, asked for
 * as soon as the element stands on the page.
 */
export { detailsView } from './details-view.ts';
export { doneView } from './done-view.ts';
export { failureWords } from './failure-words.ts';
export { formStatus, formView } from './form-view.ts';
export { noneStatus, noneView } from './none-view.ts';
export { prefilled } from './prefill.ts';
export { default as css } from './rest.css?inline';
export { restWordsIn } from './rest-words.ts';
export { slide } from './slide.ts';
export { troubleView } from './trouble-view.ts';
