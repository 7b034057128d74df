/*
 * <meeting-booker> and <meeting-portal> in the templates of Vue 3. Once in a project:
 * `import type {} from 'meeting-booker/vue'`.
 */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { MeetingBooker } from '../lib/types/index.js';
import type { MeetingPortal } from '../lib/types/portal.js';
import type { BookerEventMap, BookerProps, PortalEventMap, PortalProps } from './settings.js';

type Tag<Element, Props, Events> = new () => Element & {
  /** Read by Vue as what a template may set. */
  $props: Omit<HTMLAttributes, keyof Props> & Props & PublicProps;
  /** Read by Vue as what a template may hear. */
  $emit: EmitFn<{ [Name in keyof Events]: (event: Events[Name]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'meeting-booker': Tag<MeetingBooker, BookerProps, BookerEventMap>;
    'meeting-portal': Tag<MeetingPortal, PortalProps, PortalEventMap>;
  }
}
