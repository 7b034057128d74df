/*
 * <meeting-booker> in the templates of Vue 3. Once in a project: `import type {} from 'meeting-booker/vue'`.
 */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { MeetingBooker } from '../lib/types/index.js';
import type { BookerEventMap, BookerProps } from './settings.js';

type Booker = new () => MeetingBooker & {
  /** Read by Vue as what a template may set. */
  $props: Omit<HTMLAttributes, keyof BookerProps> & BookerProps & PublicProps;
  /** Read by Vue as what a template may hear. */
  $emit: EmitFn<{ [Name in keyof BookerEventMap]: (event: BookerEventMap[Name]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'meeting-booker': Booker;
  }
}
