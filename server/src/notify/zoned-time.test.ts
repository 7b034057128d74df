import { describe, expect, it } from 'vitest';
import { instantWords, timeWords } from './zoned-time.ts';

const at = (text: string) => Date.parse(text);
const words = (start: string, end: string, zone: string, locale: string) => timeWords(at(start), at(end), zone, locale);

describe('timeWords', () => {
  it.each([
    ['Europe/Paris', 'en', 'Paris time (UTC+1)', '14:00–14:30'],
    ['Europe/Paris', 'fr-CA', 'heure de Paris (UTC+1)', '14:00–14:30'],
    ['America/New_York', 'en-US', 'New York time (UTC−5)', '8:00–8:30\u00a0AM'],
    ['America/St_Johns', 'en-GB', 'St John’s time (UTC−3:30)', '09:30–10:00'],
    ['Asia/Kathmandu', 'fr', 'heure de Katmandou (UTC+5:45)', '18:45–19:15'],
    ['Africa/Cairo', 'fr', 'heure du Caire (UTC+2)', '15:00–15:30'],
    ['Europe/Athens', 'fr', 'heure d’Athènes (UTC+2)', '15:00–15:30'],
    ['America/Argentina/Buenos_Aires', 'en', 'Buenos Aires time (UTC−3)', '10:00–10:30'],
    ['Etc/GMT+5', 'en', 'UTC−5', '08:00–08:30'],
    ['UTC', 'fr', 'UTC', '13:00–13:30'],
    ['Nowhere/At_All', 'en', 'UTC', '13:00–13:30'],
  ])('in %s for %s', (zone, locale, zoneText, time) => {
    expect(words('2026-11-24T13:00:00Z', '2026-11-24T13:30:00Z', zone, locale)).toMatchObject({ zone: zoneText, time });
  });

  it('names both offsets where the clock changes during the meeting', () => {
    const { time, zone } = words('2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Paris', 'en');
    expect([time, zone]).toEqual(['02:30–02:30', 'Paris time (UTC+2, then UTC+1)']);
  });

  it('names the day on which it ends where that is another', () => {
    expect(words('2026-10-31T22:30:00Z', '2026-10-31T23:30:00Z', 'Europe/Paris', 'fr').time).toBe(
      '23:30 – dimanche 1er novembre à\u00a00\u00a0h\u00a030',
    );
    expect(words('2026-11-24T22:30:00Z', '2026-11-24T23:30:00Z', 'Europe/Paris', 'en').time).toBe(
      '23:30 – Wednesday 25 November, 00:30',
    );
  });

  it('has the date of the reader, not of UTC', () => {
    expect(words('2026-11-24T15:30:00Z', '2026-11-24T16:00:00Z', 'Asia/Tokyo', 'en')).toMatchObject({
      weekday: 'Wed',
      day: '25',
      month: 'Nov',
      date: 'Wednesday 25 November 2026',
      brief: 'Wednesday 25 Nov, 00:30',
    });
  });

  it('takes a strange language tag for English', () => {
    for (const locale of ['xx', 'en-u-ca-buddhist-nu-arab', 'en-!!', '']) {
      expect(words('2026-11-24T13:00:00Z', '2026-11-24T13:30:00Z', 'Europe/Paris', locale).date).toContain('2026');
    }
  });
});

describe('instantWords', () => {
  it('reads as part of a sentence', () => {
    expect(instantWords(at('2026-11-24T13:00:00Z'), 'Europe/Paris', 'fr')).toBe('mardi 24 novembre à\u00a014\u00a0h');
    expect(instantWords(at('2026-11-24T13:00:00Z'), 'Europe/Paris', 'en')).toBe('Tuesday 24 November, 14:00');
  });
});
