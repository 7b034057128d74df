import type { LitElement } from 'lit';
import type { BookerEvents, PageSettings } from '../lib/types/index.js';
import type { PortalEvents, PortalSettings } from '../lib/types/portal.js';

type Kebab<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${Kebab<Tail>}`
  : Name;

/** What a page may set, as attributes. */
type Attributes<Settings> = {
  [Name in keyof Settings & string as Settings[Name] extends string | number | boolean | null ? Kebab<Name> : never]?:
    | Settings[Name]
    | undefined;
};

/** Either way of writing each, as properties or as attributes. */
type Props<Settings> = { [Name in keyof Settings]?: Settings[Name] | undefined } & Attributes<Settings>;

export type BookerProps = Props<Omit<PageSettings, keyof LitElement>>;
export type PortalProps = Props<Omit<PortalSettings, keyof LitElement>>;

/** What is heard, by name. */
export type BookerEventMap = { [Name in keyof BookerEvents]: CustomEvent<BookerEvents[Name]> };
export type PortalEventMap = { [Name in keyof PortalEvents]: CustomEvent<PortalEvents[Name]> };
