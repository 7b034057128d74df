import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { enChanges } from './en-changes.ts';
import { enConsole } from './en-console.ts';
import { enPortal } from './en-portal.ts';
import { enRest } from './en-rest.ts';
import { enZones } from './en-zones.ts';
import { fr } from './fr.ts';
import { frChanges } from './fr-changes.ts';
import { frConsole } from './fr-console.ts';
import { frPortal } from './fr-portal.ts';
import { frRest } from './fr-rest.ts';
import { frZones } from './fr-zones.ts';

const english: Record<string, unknown> = { ...en, ...enRest, ...enZones };
const french: Record<string, unknown> = { ...fr, ...frRest, ...frZones };
const portalEnglish: Record<string, unknown> = { ...enPortal, ...enChanges };
const portalFrench: Record<string, unknown> = { ...frPortal, ...frChanges };
const consoleEnglish: Record<string, unknown> = enConsole;
const consoleFrench: Record<string, unknown> = frConsole;

/** Every text that a locale can say; functions are tried with numbers and with texts, whichever they take. */
function texts(words: Record<string, unknown>): string[] {
  const said = (word: (...parts: unknown[]) => unknown, part: unknown): string[] => {
    try {
      return [String(word(part, part, part))];
    } catch {
      return [];
    }
  };
  return Object.values(words).flatMap((word): string[] => {
    if (typeof word === 'string') return [word];
    if (typeof word === 'function')
      return [1, 2, 45, 120, '14:00', 'London'].flatMap((part) => said(word as never, part));
    return word && typeof word === 'object' ? texts(word as Record<string, unknown>) : [];
  });
}

describe('French', () => {
  it('has every word that English has, of the same kind, and no other', () => {
    for (const [theirs, ours] of [
      [french, english],
      [portalFrench, portalEnglish],
      [consoleFrench, consoleEnglish],
    ] as const) {
      expect(Object.keys(theirs).sort()).toEqual(Object.keys(ours).sort());
      for (const [key, word] of Object.entries(ours)) expect(typeof theirs[key], key).toBe(typeof word);
    }
  });

  it('sets no double punctuation after a plain space, and no straight apostrophe', () => {
    for (const text of [french, portalFrench, consoleFrench].flatMap(texts)) {
      expect(text).not.toMatch(/ [:;?!]/);
      expect(text).not.toContain("'");
    }
  });

  it('says hours as they are spoken', () => {
    expect(frRest.at('mardi 24 novembre', '14:00')).toBe('mardi 24 novembre à 14\u00a0h');
    expect(frRest.at('mardi 24 novembre', '09:30')).toBe('mardi 24 novembre à 9\u00a0h\u00a030');
  });

  it('names cities in French, with the article that they take', () => {
    expect(fr.zone('London')).toBe('Heure de Londres');
    expect(fr.zone('Athens')).toBe('Heure d’Athènes');
    expect(fr.zone('Cairo')).toBe('Heure du Caire');
    expect(fr.zone('UTC')).toBe('UTC');
  });
});

describe('both', () => {
  it('neither shout nor blame', () => {
    for (const text of [english, french, portalEnglish, portalFrench, consoleEnglish, consoleFrench].flatMap(texts)) {
      expect(text).not.toMatch(/!/);
      expect(text).not.toMatch(/invalid|submit|click here/i);
    }
  });
});
