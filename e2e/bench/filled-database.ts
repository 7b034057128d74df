import { openFile } from '../stage/database-file.ts';
import { prepare } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const HOSTS = 40;
/** Meetings of the asked host within the asked window, the same in every database. */
const IN_WINDOW = 40;

/** A span of instants, epoch milliseconds, half-open. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A database in `dataDir` with `count` meetings of forty hosts, as many behind as ahead of now, and the type "measured": 30 minutes on a
 * 15-minute grid, Monday to Friday 09:00–12:30 and 13:30–18:00 in Paris, by a host who has the same forty meetings in `window` whatever
 * `count` is, so that the answer about it is the same bytes.
 */
export async function fillDatabase(dataDir: string, count: number, window: Span): Promise<void> {
  const hours = (start: string, end: string) => ({ days: [1, 2, 3, 4, 5], start, end });
  const document = team(meetingType('measured', { slotIntervalMinutes: 15, schedule: 'Office' }));
  const office = {
    name: 'Office',
    host: null,
    default: false,
    timeZone: 'Europe/Paris',
    rules: [hours('09:00', '12:30'), hours('13:30', '18:00')],
    overrides: [],
  };
  await prepare(dataDir, { ...document, schedules: [...(document.schedules as unknown[]), office] });
  insertMeetings(dataDir, [...measuredMeetings(window), ...otherMeetings(count - IN_WINDOW, window)]);
}

/** Of which host (0 is the measured one), and when. */
type Placed = readonly [host: number, startMs: number];

function measuredMeetings(window: Span): Placed[] {
  const step = Math.floor((window.end - window.start) / IN_WINDOW / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
  return Array.from({ length: IN_WINDOW }, (_, i) => [0, window.start + i * step]);
}

function* otherMeetings(count: number, window: Span): Generator<Placed> {
  const rows = Math.ceil(count / HOSTS);
  for (let i = 0; i < count; i += 1) {
    const host = i % HOSTS;
    const row = Math.floor(i / HOSTS) - Math.floor(rows / 2);
    if (host > 0) yield [host, window.start + row * 45 * MINUTE_MS];
    // The measured host's stay clear of the window, and of the day on both sides of it.
    else if (row < 0) yield [host, window.start - DAY_MS + row * 45 * MINUTE_MS];
    else yield [host, window.end + DAY_MS + row * 45 * MINUTE_MS];
  }
}

function insertMeetings(dataDir: string, placed: Iterable<Placed>): void {
  const db = openFile(dataDir);
  db.pragma('synchronous = off');
  const type = db.prepare("select id from meeting_types where slug = 'measured'").pluck().get();
  const measured = db.prepare("select id from hosts where email like 'claire%'").pluck().get();
  const now = Date.now();
  const insertHost = db.prepare(
    "insert into hosts (id, name, email, time_zone, locale, role, created_at_ms, updated_at_ms) values (?, 'Host', ?, 'Europe/Paris', 'en', 'member', 0, 0)",
  );
  const insertClient = db.prepare(
    "insert into clients (id, email, name, time_zone, locale, created_at_ms, updated_at_ms) values (?, ?, 'Client', 'Europe/Paris', 'en', 0, 0)",
  );
  const insertSession = db.prepare('insert into sessions values (?, ?, ?, ?, 0, 0, 1, 0)');
  const insertClaim = db.prepare(
    'insert into claims (host_id, held_from_ms, held_to_ms, session_id) values (?, ?, ?, ?)',
  );
  const insertMeeting =
    db.prepare(`insert into meetings values (@id, @id || '@three-rooms.example', 0, @session, 1, 1, @type, @client,
    @status, 'Introduction', '', '{"kind":"video"}', 'video', null, @start, @end, 'Europe/Paris', '2026-01-01T00:00', 'en', '[]', '{}',
    '[1440,60]', 0, null, null, 0, 0, null, null, null)`);
  const insertParticipant = db.prepare("insert into participants values (?, ?, ?, ?, 'Somebody', ?, 'needs_action')");
  db.transaction(() => {
    const hosts = Array.from({ length: HOSTS }, (_, i) => (i === 0 ? String(measured) : `hst_bench${i}`));
    for (const [i, id] of hosts.entries()) if (i > 0) insertHost.run(id, `host${i}@three-rooms.example`);
    for (let i = 0; i < 1000; i += 1) insertClient.run(`cli_bench${i}`, `client${i}@example.com`);
    let n = 0;
    for (const [host, start] of placed) {
      const key = String(n).padStart(7, '0');
      const [id, session, client, end] = [`mtg_${key}`, `ses_${key}`, n % 1000, start + 30 * MINUTE_MS];
      insertSession.run(session, type, start, end);
      insertClaim.run(hosts[host], start, end, session);
      insertMeeting.run({
        id,
        session,
        type,
        client: `cli_bench${client}`,
        status: end <= now ? 'completed' : 'confirmed',
        start,
        end,
      });
      insertParticipant.run(id, 0, 'client', null, `client${client}@example.com`);
      insertParticipant.run(id, 1, 'host', hosts[host], `host${host}@three-rooms.example`);
      n += 1;
    }
  })();
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}
