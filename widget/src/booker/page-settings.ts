/** What a page knows of its visitor; every part is optional. */
export interface Prefill {
  name?: string;
  firstName?: string;
  lastName?: string;
  email?: string;
  phone?: string;
  notes?: string;
  guests?: readonly string[];
  /** By question key. */
  answers?: Readonly<Record<string, string | boolean | number>>;
}

/** What the page sets on the element and a visit goes by. */
export interface PageSettings {
  readonly timeZone: string | null;
  readonly lockTimeZone: boolean;
  readonly duration: number | null;
  readonly date: string | null;
  readonly hide: string | null;
  readonly readonlyFields: string | null;
  readonly prefill: Prefill | null;
  readonly metadata: Readonly<Record<string, string>> | null;
}
