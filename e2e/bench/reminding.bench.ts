import { onPostgres, onSqlite } from '../stage/many-meetings.ts';
import { forget, newFolder } from '../stage/product.ts';
import { type Reminded, remindThroughKills, remindTogether } from '../stage/reminding.ts';
import { openSharedDatabase } from '../stage/shared-database.ts';
import type { Measure } from './measure.ts';

const KILLS = 100;
const COUNT = 10_000;

/** Reminders under a process that is killed a hundred times, and ten thousand of them under two processes, on either engine. */
export async function run(): Promise<readonly Measure[]> {
  return [
    ...(await onFile(async (settings, ask) => killed(await remindThroughKills(settings, ask, KILLS)))),
    ...(await onFile(async (settings, ask) => [
      together('SQLite', await remindTogether(settings, ask, { count: COUNT, processes: 2 })),
    ])),
    ...(await onServer(async (settings, ask) => [
      together('PostgreSQL', await remindTogether(settings, ask, { count: COUNT, processes: 2 })),
    ])),
  ];
}

type Story = (
  settings: Parameters<typeof remindTogether>[0],
  ask: Parameters<typeof remindTogether>[1],
) => Promise<readonly Measure[]>;

async function onFile(story: Story): Promise<readonly Measure[]> {
  const dataDir = newFolder();
  try {
    const settings = { BOOKER_DATA_DIR: dataDir, BOOKER_RATE_LIMIT: 'off', BOOKER_LOG_LEVEL: 'warn' };
    return await story(settings, onSqlite(dataDir));
  } finally {
    forget(dataDir);
  }
}

async function onServer(story: Story): Promise<readonly Measure[]> {
  const database = await openSharedDatabase();
  try {
    return await story({ ...database.settings, BOOKER_PUBLIC_URL: 'https://book.example' }, onPostgres(database));
  } finally {
    await database.close();
  }
}

function killed(seen: Reminded): readonly Measure[] {
  const { owed, mails, meetings, came, different, killsWhileJudging, killsWhileSending } = seen;
  const when = `${killsWhileJudging} among its reminders, ${killsWhileSending} among its mails`;
  return [
    {
      name: `a process killed ${KILLS} times (${when}): reminders that came, of ${owed}`,
      value: String(different),
      target: 'all, each made once',
      ok: different === owed && mails === owed && meetings === owed,
    },
    {
      name: 'of those, came once more',
      value: String(came - different),
      target: `≤ ${KILLS}`,
      ok: came - different <= KILLS,
    },
  ];
}

function together(engine: string, { owed, mails, meetings, came, different }: Reminded): Measure {
  return {
    name: `${owed} reminders due at once under two processes on ${engine}: came, of which different`,
    value: `${came}, ${different}`,
    target: 'each once',
    ok: [mails, meetings, came, different].every((count) => count === owed),
  };
}
