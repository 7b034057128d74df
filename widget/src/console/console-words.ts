import { type ConsoleWords, enConsole } from '../shared/locales/en-console.ts';

export type { ConsoleWords };

/** What is said, in one of our languages; English where it cannot be had. */
export async function consoleWordsIn(language: string): Promise<ConsoleWords> {
  if (language !== 'fr') return enConsole;
  try {
    return (await import('../shared/locales/fr-console.ts')).frConsole;
  } catch {
    return enConsole;
  }
}
