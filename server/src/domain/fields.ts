import type { FieldError } from './failures.ts';
import { parseDate } from './local-time.ts';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/**
 * An object of unknown make, read field by field. A wrong field answers with a value that may be used until the end, and leaves
 * its mistake, with a JSON pointer, in the list that all readers of one document share.
 */
export class Fields {
  readonly path: string;
  readonly errors: FieldError[];
  private readonly values: Readonly<Record<string, unknown>>;

  /** `known` are the only fields that the object may have. */
  constructor(value: unknown, path: string, known: readonly string[], errors: FieldError[]) {
    this.path = path;
    this.errors = errors;
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject) errors.push({ path, message: 'must be an object' });
    this.values = isObject ? (value as Record<string, unknown>) : {};
    for (const key of Object.keys(this.values)) {
      if (!known.includes(key)) this.refuse(key, `is not known here; known are ${known.join(', ')}`);
    }
  }

  /** The field as it came; undefined where it is absent. */
  raw(key: string): unknown {
    return Object.hasOwn(this.values, key) ? this.values[key] : undefined;
  }

  /** The field where it is a text, else one that no check of its meaning will pass. */
  text(key: string): string {
    const value = this.raw(key);
    return typeof value === 'string' ? value : '';
  }

  /** A list; where it is absent and may be, an empty one. */
  list(key: string, optional: boolean): readonly unknown[] {
    const value = this.raw(key);
    if (Array.isArray(value)) return value;
    if (!(optional && value === undefined)) this.refuse(key, 'must be a list');
    return [];
  }

  /** A whole number from `least` to `most`; `absent` where there is none, unless that is undefined. */
  integer(key: string, least: number, most: number, absent?: number): number {
    const value = this.raw(key);
    if (value === undefined && absent !== undefined) return absent;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    this.refuse(key, `must be a whole number from ${least} to ${most}`);
    return least;
  }

  /** A whole number from 0, or null or absent for none. */
  integerOrNone(key: string, most: number): number | null {
    const value = this.raw(key);
    return value === undefined || value === null ? null : this.integer(key, 0, most);
  }

  /** An ISO 8601 instant with its offset, as epoch milliseconds; finer fractions are cut off. */
  instant(key: string): number {
    const value = this.text(key);
    const date = INSTANT.exec(value)?.[1];
    if (date !== undefined && parseDate(date) !== null) return Date.parse(value);
    this.refuse(key, 'must be an instant that exists, with its offset, like 2026-11-23T14:00:00Z');
    return 0;
  }

  refuse(key: string, message: string): void {
    this.errors.push({ path: `${this.path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, message });
  }
}
