import { formStatus } from './form-view.ts';
import { noneStatus } from './none-view.ts';
import { restWords } from './rest-words.ts';
import type { Visit } from './visit.ts';

/** What the status line says, for those who do not see the sheet change. */
export function statusText(visit: Visit): string {
  const { flow, months, slots, element } = visit;
  const words = restWords(visit);
  if (flow.step !== 'picking') return formStatus(visit);
  // Whoever reads the page around is not interrupted.
  if (!visit.acted) return '';
  if (flow.date && slots.length) return words.loaded(element.formats.day(flow.date), slots.length);
  const times = months.at(flow.month);
  if (times && !times.days.size) return noneStatus(visit, times.next);
  return flow.unread || times ? '' : words.loading;
}
