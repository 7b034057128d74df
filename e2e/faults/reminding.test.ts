import { afterEach, expect, test } from 'vitest';
import { onPostgres, onSqlite } from '../stage/many-meetings.ts';
import { forget, newFolder } from '../stage/product.ts';
import { remindThroughKills, remindTogether } from '../stage/reminding.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';

/* Reminders that are due, under processes that are killed, and under two at once. */

const endings: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

function onFile() {
  const dataDir = newFolder();
  endings.push(() => forget(dataDir));
  return {
    ask: onSqlite(dataDir),
    settings: { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' },
  };
}

async function onServer() {
  const database = await openSharedDatabase({ durable: false });
  endings.push(() => database.close());
  return { ask: onPostgres(database), settings: { ...database.settings, BOOKER_PUBLIC_URL: 'https://book.example' } };
}

test('a process killed again and again among its reminders makes each once, and sends none oftener than it was killed', async () => {
  const KILLS = 10;
  const { settings, ask } = onFile();
  const { owed, mails, meetings, came, different, ...died } = await remindThroughKills(settings, ask, KILLS);
  expect({ mails, meetings, different }).toEqual({ mails: owed, meetings: owed, different: owed });
  expect(came - different).toBeLessThanOrEqual(KILLS);
  expect(died.killsWhileJudging).toBeGreaterThan(0);
  expect(died.killsWhileSending).toBeGreaterThan(0);
}, 600_000);

test.each([
  ['one SQLite file', onFile],
  ['one PostgreSQL', onServer],
])(
  'two processes on %s remind each person of each meeting once',
  async (_, open) => {
    const { settings, ask } = await open();
    const count = 500;
    const { mails, meetings, came, different } = await remindTogether(settings, ask, { count, processes: 2 });
    expect({ mails, meetings, came, different }).toEqual({
      mails: count,
      meetings: count,
      came: count,
      different: count,
    });
  },
  600_000,
);
