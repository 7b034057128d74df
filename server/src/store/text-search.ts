import { type RawBuilder, sql } from 'kysely';

/** More words than these find nothing better. */
const MOST_WORDS = 8;

/**
 * The condition that each word of a search stands somewhere in one of the columns (`table.column`), in whatever case; null: it has no words. Both databases
 * fold the case of ASCII alone, so that other letters are looked for in each.
 */
export function wordsStandIn(search: string, columns: readonly string[]): RawBuilder<boolean> | null {
  const words = search.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
  if (words.length === 0) return null;
  const conditions = words.map((word) => {
    const matches = patternsOf(word).flatMap((pattern) =>
      columns.map((column) => sql<boolean>`lower(${sql.ref(column)}) like ${pattern} escape '!'`),
    );
    return sql<boolean>`(${sql.join(matches, sql` or `)})`;
  });
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

function patternsOf(word: string): string[] {
  const small = word.toLowerCase();
  const cases = [word, small, word.toUpperCase(), small.charAt(0).toUpperCase() + small.slice(1)];
  const folded = cases.map((text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  return [...new Set(folded)].map((text) => `%${text.replace(/[!%_]/g, '!$&')}%`);
}
