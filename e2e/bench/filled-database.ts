import { book, isBooked, offeredStarts } from '../stage/booking.ts';
import { openFile } from '../stage/database-file.ts';
import { prepare, serve } from '../stage/product.ts';
import { meetingType, team } from '../stage/team.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How many hosts the meetings are of. */
export const HOSTS = 40;
/** Meetings of the asked host within the asked window, the same in every database. */
const IN_WINDOW = 40;
/** How many clients they are for. */
export const CLIENTS = 1000;

/** A span of instants, epoch milliseconds, half-open. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * A database in `dataDir` with `count` meetings of forty hosts, as many behind as ahead of now, and the type "measured": 30 minutes on a
 * 15-minute grid, Monday to Friday 09:00–12:30 and 13:30–18:00 in Paris, by a host who has the same forty meetings in `window` whatever
 * `count` is, so that the answer about it is the same bytes.
 */
export async function fillDatabase(dataDir: string, count: number, window: Span): Promise<void> {
  await prepare(dataDir, measuredTeam());
  const model = await bookOne({ BOOKER_DATA_DIR: dataDir }, window);
  copyMeetings(dataDir, model, placedMeetings(count, window));
}

/** What is applied: the team of the tests, with the type "measured". */
export function measuredTeam(): Record<string, unknown> {
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
  return { ...document, schedules: [...(document.schedules as unknown[]), office] };
}

/** The first of the measured host's meetings, booked as any other is under these settings; answers its id. */
export async function bookOne(settings: Readonly<Record<string, string>>, window: Span): Promise<string> {
  const product = await serve({ ...settings, BOOKER_LOG_LEVEL: 'warn' });
  const [start] = await offeredStarts(product.url, 'measured', (window.end - window.start) / DAY_MS);
  const answer = await book(product.url, 'measured', start ?? '', 'model@example.com');
  await product.stop();
  if (!isBooked(answer)) throw new Error(`the first meeting was refused: ${JSON.stringify(answer.body)}`);
  return answer.body.meeting.id;
}

/** Of which host (0 is the measured one), and when. */
export type Placed = readonly [host: number, startMs: number];

/** All `count` meetings but the one that was booked. */
export function* placedMeetings(count: number, window: Span): Generator<Placed> {
  yield* measuredMeetings(window);
  yield* otherMeetings(count - IN_WINDOW, window);
}

/** The booked one stands in the place of the first. */
function measuredMeetings(window: Span): Placed[] {
  const step = Math.floor((window.end - window.start) / IN_WINDOW / (15 * MINUTE_MS)) * 15 * MINUTE_MS;
  return Array.from({ length: IN_WINDOW - 1 }, (_, i) => [0, window.start + (i + 1) * step]);
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

type Row = Readonly<Record<string, unknown>>;

/** Copies a meeting with all its rows, so that whatever a booking writes stands here a million times. */
function copyMeetings(dataDir: string, model: string, placed: Iterable<Placed>): void {
  const db = openFile(dataDir);
  db.pragma('synchronous = off');
  const now = Date.now();
  const one = (sql: string, id: unknown) => db.prepare(sql).get(id) as Row;
  const meeting = one('select * from meetings where id = ?', model);
  const session = one('select * from sessions where id = ?', meeting.session_id);
  const claim = one('select * from claims where session_id = ?', meeting.session_id);
  const host = one('select * from hosts where id = ?', claim.host_id);
  const client = one('select * from clients where id = ?', meeting.client_id);
  const participants = db.prepare('select * from participants where meeting_id = ?').all(model) as Row[];
  const copy = (table: string, row: Row) => {
    const columns = Object.keys(row);
    const statement = db.prepare(
      `insert into ${table} (${columns.join(', ')}) values (${columns.map((column) => `@${column}`).join(', ')})`,
    );
    return (changes: Row) => statement.run({ ...row, ...changes });
  };
  const copies = {
    host: copy('hosts', host),
    client: copy('clients', client),
    session: copy('sessions', session),
    claim: copy('claims', claim),
    meeting: copy('meetings', meeting),
    participants: participants.map((row) => copy('participants', row)),
  };
  db.transaction(() => {
    for (let i = 1; i < HOSTS; i += 1) copies.host({ id: `hst_bench${i}`, email: `host${i}@three-rooms.example` });
    for (let i = 0; i < CLIENTS; i += 1) copies.client({ id: `cli_bench${i}`, email: `client${i}@example.com` });
    let n = 0;
    for (const [index, start] of placed) {
      const [id, sessionId] = [`mtg_bench${String(n).padStart(7, '0')}`, `ses_bench${String(n).padStart(7, '0')}`];
      const end = start + 30 * MINUTE_MS;
      const span = { start_ms: start, end_ms: end };
      const hostId = index === 0 ? host.id : `hst_bench${index}`;
      copies.session({ ...span, id: sessionId });
      copies.claim({ host_id: hostId, held_from_ms: start, held_to_ms: end, session_id: sessionId });
      copies.meeting({
        ...span,
        id,
        uid: `${id}@three-rooms.example`,
        session_id: sessionId,
        client_id: `cli_bench${n % CLIENTS}`,
        status: end <= now ? 'completed' : 'confirmed',
      });
      for (const participant of copies.participants) participant({ meeting_id: id });
      n += 1;
    }
  })();
  db.pragma('wal_checkpoint(truncate)');
  db.close();
}
