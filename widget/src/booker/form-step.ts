/* All that follows the choice of a time, in one file that comes while the visitor still looks at the month. */
export { enForm } from '../shared/locales/en-form.ts';
export { doneView } from './done-view.ts';
export { default as css } from './form.css?inline';
export { formStatus, formView } from './form-view.ts';
export { sendBooking } from './send-booking.ts';
export { troubleView } from './trouble-view.ts';
