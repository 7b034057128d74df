import { monthOf } from '../shared/calendar-date.ts';
import { localDate } from '../shared/zoned-format.ts';
import type { Actions } from './booker-view.ts';
import type { Visit } from './visit.ts';

/** What each press means: the page is asked or told by events, the flow moves on, and the focus with it. */
export function visitorActions(
  visit: Visit,
  openZones: Actions['openZones'],
  chooseHours: Actions['chooseHours'],
): Actions {
  const show = (month: string) => {
    visit.emit('mb-month-change', { month });
    visit.readMonth();
  };
  return {
    openZones,
    chooseHours,
    showMonth(month) {
      visit.happen({ kind: 'month', month });
      show(month);
    },
    moveCursor(date) {
      const turned = monthOf(date) !== visit.flow.month;
      visit.happen({ kind: 'cursor', date }, `[data-date="${date}"]`);
      if (turned) show(monthOf(date));
    },
    chooseDate(date) {
      const turned = monthOf(date) !== visit.flow.month;
      visit.happen({ kind: 'date', date }, '#times');
      if (turned) show(monthOf(date));
      visit.emit('mb-date-select', { date });
    },
    async chooseSlot(start) {
      if (visit.flow.sending || !visit.emit('mb-slot-select', { slot: visit.slot(start) }) || !visit.mayStep('form'))
        return;
      visit.happen({ kind: 'slot', start, date: localDate(visit.months.offsets, start) }, '#form');
      try {
        await visit.prepareForm();
        visit.happen({ kind: 'typed' }, '#form');
      } catch {
        visit.happen({ kind: 'back' });
        visit.happen({ kind: 'unread', code: 'offline', retryAfterSeconds: null });
      }
    },
    chooseDuration: (durationMinutes) => visit.retime({ durationMinutes }),
    chooseZone: (timeZone) => visit.retime({ timeZone }),
    type(field, value) {
      visit.draft[field] = value;
      // Another place may ask for a telephone number.
      if (field === 'location') visit.happen({ kind: 'typed' });
    },
    back() {
      if (visit.flow.sending || !visit.mayStep('picking')) return;
      visit.happen({ kind: 'back' }, `[data-start="${visit.flow.start}"], #times`);
      visit.readMonth();
    },
    async book(event) {
      event.preventDefault();
      const { sendBooking } = await visit.prepareForm();
      await sendBooking(visit);
    },
    correct() {
      if (!visit.result || !visit.mayStep('picking')) return;
      const email = String(visit.draft.email ?? '').trim();
      visit.result = null;
      visit.months.expire();
      visit.happen({ kind: 'correct', email }, '#trouble');
      visit.readMonth();
    },
    retry: () => {
      visit.months.expire();
      visit.refresh();
    },
  };
}
