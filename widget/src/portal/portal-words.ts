import { en } from '../shared/locales/en.ts';
import { enMeeting } from '../shared/locales/en-meeting.ts';
import { enPortal } from '../shared/locales/en-portal.ts';

const english = { ...en, ...enMeeting, ...enPortal };

/** What is said at the start, in one of our languages; English where it cannot be had, whole, so that no sentence mixes two. */
export async function wordsIn(language: string): Promise<typeof english> {
  if (language !== 'fr') return english;
  try {
    const [{ fr }, { frMeeting }, { frPortal }] = await Promise.all([
      import('../shared/locales/fr.ts'),
      import('../shared/locales/fr-meeting.ts'),
      import('../shared/locales/fr-portal.ts'),
    ]);
    return { ...fr, ...frMeeting, ...frPortal };
  } catch {
    return english;
  }
}
