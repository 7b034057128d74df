import { adopt } from '../booker/adopt.ts';
import type { Aids, Chooser, Choosing } from '../booker/chooser.ts';
import { failureWords } from '../booker/failure-words.ts';
import { fallBack } from '../booker/fall-back.ts';
import { kit } from '../booker/kit.ts';
import { moveByKey } from '../booker/month-keys.ts';
import { noneView } from '../booker/none-view.ts';
import { slide } from '../booker/slide.ts';
import { Visit } from '../booker/visit.ts';
import type { SlotsView, TypeApi } from '../shared/api.ts';
import { isAhead } from './agenda.ts';
import { changeZone } from './navigation.ts';
import type { Portal } from './portal.ts';

/** What one of the portal's calendars does in its own way. */
export interface CalendarWays {
  /** Instead of the booker's. */
  readonly words?: (portal: Portal) => object;
  readonly date?: string;
  readonly page?: Chooser['page'];
  readonly autoSelect?: 'none';
  takeSlot?(visit: Choosing, start: number): void;
  /** Where the focus goes in place of `#times`. */
  readonly focus?: (visit: Choosing) => string;
}

/** A visit to times that the portal knows or asks for: the booker's own month, in the portal. What it tells stays inside. */
export function calendar(portal: Portal, api: TypeApi, ways: CalendarWays): Choosing {
  const { element } = portal;
  const aids: Aids = {
    adopt,
    fallBack,
    failureWords,
    moveByKey,
    noneView,
    slide,
    takeSlot: (visit, start) => ways.takeSlot?.(visit, start),
  };
  const place: Chooser = {
    kit,
    rest: aids,
    page: ways.page ?? null,
    date: ways.date ?? null,
    autoSelect: ways.autoSelect ?? null,
    get timeZone() {
      return portal.timeZone;
    },
    get renderRoot() {
      return element.renderRoot;
    },
    get words() {
      return { ...element.words, ...ways.words?.(portal) };
    },
    get formats() {
      return element.formats;
    },
    bringRest: () => Promise.resolve(aids),
    draw: (focus) => element.draw(focus === '#times' && ways.focus ? ways.focus(visit) : focus),
    openZones: (opener) => element.openZones(visit, opener),
    chooseHours: (cycle) => element.chooseHours(cycle),
    dispatchEvent(event) {
      const { type, detail } = event as CustomEvent;
      if (type === 'mb-time-zone-change') changeZone(portal, detail.timeZone);
      if (type === 'mb-error') portal.emit('mb-error', detail);
      return true;
    },
  };
  const visit: Choosing = new Visit<Chooser>(place, api);
  return visit;
}

/** The month that marks the days with meetings ahead, out of those that were read. */
export function meetingMonths(portal: Portal): Choosing {
  const type = portal.api.type('');
  return calendar(
    portal,
    { ...type, type: () => new Promise(() => {}), slots: async (_query, from, to) => startsIn(portal, from, to) },
    {
      autoSelect: 'none',
      words: ({ element }) => ({ timesOn: element.words.meetingsOn }),
      focus: ({ flow }) => `[data-day="${flow.date}"]`,
    },
  );
}

function startsIn({ meetings, offsets, timeZone }: Portal, from: number, to: number): SlotsView {
  const ahead = (meetings ?? []).filter((meeting) => isAhead(meeting, Date.now())).map(({ start }) => start);
  return {
    timeZone,
    durationMinutes: 0,
    slots: ahead.filter((start) => Date.parse(start) >= from && Date.parse(start) < to),
    nextAvailable: ahead.find((start) => Date.parse(start) >= to) ?? null,
    offsets: offsets.map((change) => ({ from: new Date(change.from).toISOString(), minutes: change.minutes })),
  };
}
