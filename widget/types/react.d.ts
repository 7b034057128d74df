/*
 * <meeting-booker> in JSX, for React 19 and newer. Once in a project: `import type {} from 'meeting-booker/react'`.
 */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { MeetingBooker } from '../lib/types/index.js';
import type { BookerEventMap, BookerProps } from './settings.js';

type Handlers = { [Name in keyof BookerEventMap as `on${Name}`]?: ((event: BookerEventMap[Name]) => void) | undefined };
type Html = DetailedHTMLProps<HTMLAttributes<MeetingBooker>, MeetingBooker>;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'meeting-booker': Omit<Html, keyof BookerProps> & BookerProps & Handlers;
    }
  }
}
