import { describe, expect, it } from 'vitest';
import type { MeetingTypeView } from '../shared/api.ts';
import { en } from '../shared/locales/en.ts';
import { enRest } from '../shared/locales/en-rest.ts';
import { bookingBody, fieldAt, fieldError, fieldsOf } from './booking-body.ts';
import type { Draft, Visit } from './visit.ts';

const words = { ...en, ...enRest };
const TYPE: MeetingTypeView = {
  slug: 'plans',
  title: 'Plans',
  description: '',
  durationsMinutes: [30],
  locations: [
    { kind: 'video' },
    { kind: 'phone' },
    { kind: 'in_person', label: 'Studio', address: '12 rue des Martyrs' },
  ],
  hosts: [{ name: 'Ada' }],
  timeZone: 'Europe/Paris',
  lockTimeZone: false,
  questions: [
    { key: 'topic', label: 'Topic', kind: 'text', required: true },
    { key: 'size', label: 'Size', kind: 'number', required: false },
    { key: 'rules', label: 'Rules', kind: 'checkbox', required: true },
    { key: 'news', label: 'News', kind: 'checkbox', required: false },
  ],
  capacity: 1,
  maxGuests: 2,
  requiresConfirmation: false,
  requiresVerifiedEmail: false,
  minimumNoticeMinutes: 0,
  bookingHorizonDays: 60,
  locale: 'en',
};

const fieldsFor = (draft: Draft, hidden = '', type = TYPE) =>
  fieldsOf({ type, draft, element: { words }, hides: (part: string) => part === hidden } as unknown as Visit);

const rest = {
  start: Date.parse('2026-11-24T14:00:00Z'),
  durationMinutes: 30,
  timeZone: 'America/New_York',
  locale: 'en-GB',
  metadata: null,
};

describe('the form', () => {
  it('asks for who, where, the questions, guests and notes, in this order', () => {
    const names = fieldsFor({}).map(({ name }) => name);
    expect(names).toEqual([
      'name',
      'email',
      'location',
      'answer-topic',
      'answer-size',
      'answer-rules',
      'answer-news',
      'guests',
      'notes',
    ]);
  });

  it('asks for a telephone number where the meeting is a call', () => {
    const phone = fieldsFor({ location: '1' }).find(({ name }) => name === 'phone');
    expect(phone).toMatchObject({ required: true, kind: 'phone', autocomplete: 'tel' });
  });

  it('asks for a number with its country code once text messages are asked for, and only where they can be had', () => {
    const texting = { ...TYPE, textMessages: true };
    const numbers = (draft: Draft, type: MeetingTypeView = texting) =>
      fieldsFor(draft, '', type)
        .filter(({ name }) => name === 'texts' || name === 'phone')
        .map(({ name, international }) => [name, international ?? false]);
    expect(numbers({})).toEqual([['texts', false]]);
    expect(numbers({ texts: true })).toEqual([
      ['texts', false],
      ['phone', true],
    ]);
    expect(numbers({ location: '1' })).toEqual([
      ['phone', false],
      ['texts', false],
    ]);
    expect(numbers({ location: '1', texts: true })).toEqual([
      ['phone', true],
      ['texts', false],
    ]);
    expect(numbers({ texts: true }, TYPE)).toEqual([]);
  });

  it('leaves out what the type or the page does not want', () => {
    const names = fieldsFor({}, 'notes', { ...TYPE, maxGuests: 0, locations: [{ kind: 'video' }] }).map(
      ({ name }) => name,
    );
    expect(names).not.toContain('guests');
    expect(names).not.toContain('notes');
    expect(names).not.toContain('location');
  });
});

describe('the request', () => {
  it('holds what was typed, trimmed, and nothing that was left empty', () => {
    const draft = {
      name: ' Ada ',
      email: 'ada@example.com ',
      'answer-topic': 'Roof',
      'answer-rules': true,
      guests: '',
    };
    expect(bookingBody(TYPE, fieldsFor(draft), draft, rest)).toEqual({
      start: '2026-11-24T14:00:00.000Z',
      durationMinutes: 30,
      timeZone: 'America/New_York',
      locale: 'en-GB',
      client: { name: 'Ada', email: 'ada@example.com' },
      location: { kind: 'video' },
      answers: { topic: 'Roof', rules: true, news: false },
    });
  });

  it('takes guests however they are set apart, numbers as numbers, and the chosen place', () => {
    const draft = {
      ...{ name: 'Ada', email: 'a@example.com', location: '2', 'answer-size': '12', notes: ' Hello ' },
      guests: 'bob@example.com, eve@example.com\n',
    };
    expect(bookingBody(TYPE, fieldsFor(draft), draft, { ...rest, metadata: { campaign: 'spring' } })).toMatchObject({
      guests: ['bob@example.com', 'eve@example.com'],
      location: { kind: 'in_person', label: 'Studio' },
      answers: { size: 12 },
      description: 'Hello',
      metadata: { campaign: 'spring' },
    });
  });

  it('asks to be texted only where that was ticked and can be had', () => {
    const draft = { name: 'Ada', email: 'a@example.com', phone: '+33 6 12 34 56 78', texts: true };
    const clientOf = (type: MeetingTypeView, given: Draft) =>
      bookingBody(type, fieldsFor(given, '', type), given, rest).client;
    const texting = { ...TYPE, textMessages: true };
    expect(clientOf(texting, draft)).toEqual({
      name: 'Ada',
      email: 'a@example.com',
      phone: '+33 6 12 34 56 78',
      textMessages: true,
    });
    expect(clientOf(texting, { ...draft, texts: false })).toEqual({ name: 'Ada', email: 'a@example.com' });
    expect(clientOf(TYPE, draft)).toEqual({ name: 'Ada', email: 'a@example.com' });
  });

  it('sends no telephone number that was typed for another place', () => {
    const draft = { name: 'Ada', email: 'a@example.com', phone: '+33 1', location: '0' };
    expect(bookingBody(TYPE, fieldsFor(draft), draft, rest).client).toEqual({ name: 'Ada', email: 'a@example.com' });
  });
});

describe('a field', () => {
  const field = (name: string) => fieldsFor({}).find((one) => one.name === name) as never;
  const error = (name: string, value: string | boolean | undefined) => fieldError(field(name), value, words, 2);

  it('is wrong when it is required and empty, in the words of its kind', () => {
    expect(error('name', '  ')).toBe('Enter your name');
    expect(error('answer-rules', undefined)).toBe('Tick this to go on');
    expect(error('answer-news', false)).toBeNull();
    expect(error('notes', '')).toBeNull();
  });

  it('takes one address for an address, and as many as the type allows for guests', () => {
    expect(error('email', 'ada@example.com')).toBeNull();
    for (const wrong of ['ada', 'ada@example', 'a@b.co, c@d.co', 'Ada <ada@example.com>']) {
      expect(error('email', wrong), wrong).toBe('Enter an address like name@example.com');
    }
    expect(error('guests', 'a@b.co\nc@d.co')).toBeNull();
    expect(error('guests', 'a@b.co c@d.co e@f.co')).toMatch(/at most 2/);
  });

  it('takes only numbers for a number', () => {
    expect(error('answer-size', '12.5')).toBeNull();
    expect(error('answer-size', 'twelve')).toBe('Enter a number');
  });

  it('takes a number that is to be texted only with its country code', () => {
    const phone = { name: 'phone', kind: 'phone', required: true, international: true } as never;
    for (const right of ['+33 6 12 34 56 78', '0033 6 12 34 56 78'])
      expect(fieldError(phone, right, words, 2)).toBeNull();
    for (const wrong of ['06 12 34 56 78', '+33', '+06 12 34 56 78'])
      expect(fieldError(phone, wrong, words, 2)).toBe('Enter the number with its country code, like +33 6 12 34 56 78');
  });

  it('is found by the server’s pointer', () => {
    const fields = fieldsFor({});
    expect(fieldAt(fields, '/client/email')?.name).toBe('email');
    expect(fieldAt(fields, '/answers/topic')?.name).toBe('answer-topic');
    expect(fieldAt(fields, '/guests/1')?.name).toBe('guests');
    expect(fieldAt(fields, '/description')?.name).toBe('notes');
    expect(fieldAt(fields, '/start')).toBeUndefined();
  });
});
