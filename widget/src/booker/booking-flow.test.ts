import { describe, expect, it } from 'vitest';
import { ApiFailure } from '../shared/api.ts';
import { cursorMoved, dateChosen, type Flow, monthRead, monthShown, startFlow } from './booking-flow.ts';
import {
  codeAsked,
  codeLeft,
  codeRefused,
  codeSent,
  codeTyped,
  correcting,
  invalid,
  sent,
  slotChosen,
  slowed,
  stopped,
  wasBooked,
  wentBack,
} from './form-flow.ts';

const picking = monthRead(startFlow(null), '2026-11', ['2026-11-24', '2026-11-26']);
const inForm = slotChosen(picking, 1_764_000_000_000, '2026-11-24');

describe('where the page leaves the day to the visitor', () => {
  it('none is chosen, and the first free one holds the Tab stop', () => {
    const read = monthRead(startFlow(null), '2026-11', ['2026-11-24', '2026-11-26'], false);
    expect(read).toMatchObject({ date: null, cursor: '2026-11-24' });
  });

  it('a month that it names is the first to be shown, unless it names a day', () => {
    expect(startFlow(null, '2026-12').month).toBe('2026-12');
    expect(startFlow('2026-11-26', '2026-12').month).toBe('2026-11');
  });
});

describe('picking', () => {
  it('opens at the first free day of the first month that was read', () => {
    expect(picking).toMatchObject({ month: '2026-11', date: '2026-11-24', cursor: '2026-11-24' });
  });

  it('opens at a wished-for day if it is free, else at the first that is', () => {
    const wish = startFlow('2026-11-26');
    expect(wish.month).toBe('2026-11');
    expect(monthRead(wish, '2026-11', ['2026-11-24', '2026-11-26']).date).toBe('2026-11-26');
    expect(monthRead(wish, '2026-11', ['2026-11-24']).date).toBe('2026-11-24');
  });

  it('never paints a late answer for another month', () => {
    const december = monthShown(picking, '2026-12');
    expect(monthRead(december, '2026-11', ['2026-11-24'])).toBe(december);
  });

  it('keeps the chosen day and the place of the keyboard when the shown month is read again', () => {
    const moved = cursorMoved(dateChosen(picking, '2026-11-26'), '2026-11-30');
    expect(monthRead(moved, '2026-11', ['2026-11-24', '2026-11-26'])).toMatchObject({
      date: '2026-11-26',
      cursor: '2026-11-30',
    });
  });

  it('chooses no day in a month without one', () => {
    expect(monthRead(monthShown(picking, '2026-12'), '2026-12', [])).toMatchObject({ date: null, cursor: null });
  });

  it('forgets a failure as soon as another month is shown or the month is read', () => {
    const unread: Flow = { ...picking, unread: new ApiFailure({ code: 'offline' }) };
    expect(monthShown(unread, '2026-12').unread).toBeNull();
    expect(monthRead(unread, '2026-11', []).unread).toBeNull();
  });

  it('turns the month with the keyboard', () => {
    expect(cursorMoved(picking, '2026-12-01')).toMatchObject({ month: '2026-12', cursor: '2026-12-01', date: null });
  });
});

describe('the form', () => {
  it('comes with the chosen time, and going back leads to that day', () => {
    expect(inForm).toMatchObject({ step: 'form', start: 1_764_000_000_000, date: '2026-11-24' });
    expect(wentBack(inForm)).toMatchObject({ step: 'picking', start: 1_764_000_000_000, date: '2026-11-24' });
  });

  it('cannot be left while a booking is under way', () => {
    const sending = sent(inForm);
    expect(wentBack(sending)).toBe(sending);
    expect(slowed(sending).slow).toBe(true);
  });

  it('is not slow once the answer has come', () => {
    expect(slowed(stopped(sent(inForm), null)).slow).toBe(false);
  });

  it('stays, with other times to choose from, when the time was taken', () => {
    const taken = stopped(sent(inForm), { kind: 'taken', alternatives: [1_764_003_600_000] });
    expect(taken).toMatchObject({ step: 'form', sending: false, trouble: { kind: 'taken' } });
    expect(slotChosen(taken, 1_764_003_600_000, '2026-11-24')).toMatchObject({ step: 'form', trouble: null });
  });

  it('gives way to the times when the time is none of the type’s', () => {
    expect(stopped(sent(inForm), { kind: 'moved' })).toMatchObject({ step: 'picking', start: null });
  });

  it('shows what is wrong, and clears it with the next try', () => {
    const wrong = invalid(sent(inForm), { email: 'Enter an address' });
    expect(wrong).toMatchObject({ sending: false, errors: { email: 'Enter an address' } });
    expect(sent(wrong).errors).toEqual({});
  });

  it('keeps what to correct in view until it is booked again', () => {
    const again = correcting(wasBooked(inForm), 'adaa@example.com');
    expect(again).toMatchObject({ step: 'picking', trouble: { kind: 'correcting', email: 'adaa@example.com' } });
    expect(slotChosen(again, 1_764_003_600_000, '2026-11-24').trouble?.kind).toBe('correcting');
  });
});

describe('the code', () => {
  const asked = codeAsked(sent(inForm), 'ada@example.com');
  const shown = codeSent(asked, 'ada@example.com', 1_763_000_000_000);

  it('takes the place of the details only once it is on its way', () => {
    expect(asked).toMatchObject({ step: 'form', sending: true, proof: { shown: false, sentAt: null } });
    expect(shown).toMatchObject({ step: 'form', sending: false, proof: { shown: true, code: null } });
  });

  it('that is wrong is asked for again, and one that is spent is sent anew', () => {
    const typed = sent(codeTyped(shown, '123456'));
    expect(codeRefused(typed, 'Wrong', false)).toMatchObject({
      sending: false,
      errors: { code: 'Wrong' },
      proof: { code: null, shown: true, sentAt: 1_763_000_000_000 },
    });
    expect(codeRefused(typed, 'Spent', true).proof?.sentAt).toBeNull();
  });

  it('gives way to the details, and keeps what was typed, where the time was taken meanwhile', () => {
    const taken = stopped(sent(codeTyped(shown, '123456')), { kind: 'taken', alternatives: [] });
    expect(taken).toMatchObject({ step: 'form', proof: { shown: false, code: '123456' } });
    expect(stopped(taken, { kind: 'moved' })).toMatchObject({ step: 'picking', proof: { shown: false } });
    expect(slotChosen(shown, 1_764_003_600_000, '2026-11-24').proof).toMatchObject({ shown: false });
  });

  it('stays in view where the booking failed on its way', () => {
    const failed = stopped(sent(codeTyped(shown, '123456')), { kind: 'refused', reason: '' });
    expect(failed.proof).toMatchObject({ shown: true, code: '123456' });
  });

  it('can be left for the details, but not while a booking is under way', () => {
    expect(codeLeft(shown).proof?.shown).toBe(false);
    const sending = sent(shown);
    expect(codeLeft(sending)).toBe(sending);
  });

  it('is forgotten once it has booked', () => {
    expect(wasBooked(codeTyped(shown, '123456')).proof).toBeNull();
  });
});
