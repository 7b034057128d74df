import { afterEach, expect, test } from 'vitest';
import { reminders } from '../store/migrations/0010-reminders.ts';
import { fewerPages } from '../store/migrations/0021-fewer-pages.ts';
import { postgresWords, sqliteWords } from '../store/migrations/words.ts';
import { bookMeeting } from './book-meeting.ts';
import { type ScratchTeam, scratchTeam, scratchType, wish } from './scratch-team.ts';
import { sendMeetingReminders } from './send-meeting-reminders.ts';

let team: ScratchTeam;
afterEach(() => team.dispose());

const HOUR = 3_600_000;
/** Ahead of whatever day it is when this is run. */
const START = Date.parse('2100-03-01T09:00:00Z');

test('a meeting that stood before is reminded of from then on, and of nothing that was due already', async () => {
  team = await scratchTeam(scratchType('intro'), scratchType('asked', { requiresConfirmation: true }));
  const { meeting } = await bookMeeting(team.ctx, wish('intro', '2026-11-03T09:00:00Z'));
  await bookMeeting(team.ctx, wish('asked', '2026-11-03T11:00:00Z'));
  await team.raw('update meetings set start_ms = $1, end_ms = $2', START, START + HOUR);
  await team.raw('delete from jobs');
  const words = team.engine === 'sqlite' ? sqliteWords : postgresWords;
  for (const statement of [...reminders(words), ...fewerPages(words)]) {
    if (/^(insert|update)/.test(statement)) await team.raw(statement);
  }
  const waiting = () =>
    team.raw(`select meeting_id, run_at_ms from jobs where kind = 'reminder' and state = 'pending'`);
  expect(await waiting()).toMatchObject([{ meeting_id: meeting.id }]);
  team.setNow(START - 2 * HOUR);
  await team.raw(`update jobs set run_at_ms = $1 where kind = 'reminder'`, START - 2 * HOUR);
  expect(await sendMeetingReminders(team.ctx)).toMatchObject({ sent: 0, nothing: 1 });
  expect(await waiting()).toEqual([{ meeting_id: meeting.id, run_at_ms: START - HOUR }]);
});
