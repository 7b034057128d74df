import { describe, expect, it } from 'vitest';
import type { MeetingTypeView } from '../shared/api.ts';
import { draftOf, prefilled } from './prefill.ts';
import type { VisitElement } from './visit.ts';

const type = { locations: [{ kind: 'video' }, { kind: 'phone' }] } as MeetingTypeView;

describe('what a page knows of its visitor', () => {
  it('goes into the fields of the form', () => {
    const prefill = {
      firstName: 'Ada',
      lastName: 'Lovelace',
      guests: ['a@b.example', 'c@d.example'],
      location: 'phone',
    } as const;
    expect(draftOf(prefill, type)).toEqual({
      name: 'Ada Lovelace',
      guests: 'a@b.example\nc@d.example',
      location: '1',
    });
  });

  it('answers questions by their key, whatever kind they are', () => {
    expect(draftOf({ answers: { topic: 'Walls', size: 12, news: true } }, type)).toEqual({
      'answer-topic': 'Walls',
      'answer-size': '12',
      'answer-news': true,
    });
  });

  it('is taken from the property before the attributes', () => {
    const element = { prefillName: 'Grace', prefillEmail: 'grace@example.com', prefill: { name: 'Ada' } };
    expect(prefilled(element as VisitElement, type)).toEqual({ name: 'Ada', email: 'grace@example.com' });
  });

  it('leaves the place to the visitor where the type does not offer it', () => {
    expect(draftOf({ location: 'in_person' }, type)).toEqual({});
  });
});
