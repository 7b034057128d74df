/*
 * <meeting-booker> and <meeting-portal> in JSX, for React 19 and newer. Once in a project:
 * `import type {} from 'meeting-booker/react'`.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { MeetingBooker } from '../lib/types/index.js';
import type { MeetingPortal } from '../lib/types/portal.js';
import type { BookerEventMap, BookerProps, PortalEventMap, PortalProps } from './settings.js';

type Handlers<Events> = {
  [Name in keyof Events & string as `on${Name}`]?: ((event: Events[Name]) => void) | undefined;
};
type Tag<Element, Props, Events> = Omit<DetailedHTMLProps<HTMLAttributes<Element>, Element>, keyof Props> &
  Props &
  Handlers<Events>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'meeting-booker': Tag<MeetingBooker, BookerProps, BookerEventMap>;
      'meeting-portal': Tag<MeetingPortal, PortalProps, PortalEventMap>;
    }
  }
}
