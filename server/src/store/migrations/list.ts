import { firstTables } from './0001-first-tables.ts';
import { noOverlap } from './0002-no-overlap.ts';
import { settingsVersion } from './0003-settings-version.ts';

/** One step of the schema: its name, for ever, and its statements. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/** In order. Append only: a step that was released is never edited, renamed or moved. */
export const migrations: readonly Migration[] = [
  { name: '0001-first-tables', statements: firstTables },
  { name: '0002-no-overlap', statements: noOverlap },
  { name: '0003-settings-version', statements: settingsVersion },
];
