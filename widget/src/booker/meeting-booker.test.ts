import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MeetingBooker } from './meeting-booker.ts';

const source = ['page-settings.ts', 'form-control.ts', 'meeting-booker.ts']
  .map((name) => readFileSync(new URL(name, import.meta.url), 'utf8'))
  .join('\n');
const told = (tag: string) =>
  [...source.matchAll(new RegExp(`@${tag} (?:\\{.*\\} )?([\\w-]+)`, 'g'))].map(([, name]) => name);

describe('the class', () => {
  it('is there where pages are rendered without elements, and registers nothing', () => {
    expect(MeetingBooker.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(MeetingBooker.formAssociated).toBe(true);
    expect(globalThis.customElements?.get('meeting-booker')).toBeUndefined();
  });

  it('documents each of its attributes, and no other', () => {
    expect(told('attr').sort()).toEqual([...MeetingBooker.observedAttributes].sort());
  });

  it('has a property for each attribute, in camel case', () => {
    const names = [...MeetingBooker.elementProperties.keys()].map(String);
    for (const name of told('attr')) {
      expect(names).toContain(String(name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()));
    }
  });

  it('documents each event once', () => {
    const events = told('fires');
    expect(events.filter((name) => name?.startsWith('mb-'))).toHaveLength(12);
    expect(new Set(events).size).toBe(events.length);
  });
});
