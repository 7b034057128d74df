import type { LitElement } from 'lit';
import type { BookerEvents, PageSettings } from '../lib/types/index.js';

type Kebab<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `-${Lowercase<Head>}`}${Kebab<Tail>}`
  : Name;

/** What a page may set, as properties. */
export type BookerSettings = Omit<PageSettings, keyof LitElement>;

/** What a page may set, as attributes. */
export type BookerAttributes = {
  [Name in keyof BookerSettings & string as BookerSettings[Name] extends string | number | boolean | null
    ? Kebab<Name>
    : never]?: BookerSettings[Name] | undefined;
};

/** Either way of writing each. */
export type BookerProps = { [Name in keyof BookerSettings]?: BookerSettings[Name] | undefined } & BookerAttributes;

/** What is heard, by name. */
export type BookerEventMap = { [Name in keyof BookerEvents]: CustomEvent<BookerEvents[Name]> };
