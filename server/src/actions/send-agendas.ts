import { type AgendaDay, agendaDue, agendaItem } from '../domain/agenda.ts';
import type { Host } from '../domain/host.ts';
import { messageId, type OwedAgendaMail } from '../domain/mail.ts';
import { agendasMade, markAgenda } from '../store/agendas.ts';
import { listHostMeetings } from '../store/host-meetings.ts';
import { listHosts } from '../store/hosts.ts';
import { enqueueJobs } from '../store/jobs.ts';
import { offAmong } from '../store/mails-off.ts';
import type { Context } from './context.ts';

/** More of one day nobody holds. */
const MOST = 200;

/**
 * Owes the day's agenda to each host for whom it is time: once for each of their dates, whatever processes ask and however the clock is set. On a date
 * with nothing ahead there is none, which is decided at its time too. Answers how many mails.
 */
export async function sendAgendas(ctx: Context): Promise<number> {
  const now = ctx.clock.now();
  const due = (await listHosts(ctx.store.db)).flatMap((host) => {
    const day = agendaDue(host, now);
    return day ? [{ host, day, hostId: host.id, date: day.date }] : [];
  });
  if (due.length === 0) return 0;
  const off = await offAmong(
    ctx.store.db,
    'agenda',
    due.map(({ host }) => host.email),
  );
  const made = await agendasMade(ctx.store.db, due);
  let sent = 0;
  for (const one of due) {
    if (made.has(one.hostId) || off.has(one.host.email.toLowerCase())) continue;
    sent += await sendAgenda(ctx, one.host, one.day);
  }
  if (sent > 0) ctx.wakeWorker();
  return sent;
}

async function sendAgenda(ctx: Context, host: Host, day: AgendaDay): Promise<number> {
  return ctx.store.write(async (tx) => {
    const now = ctx.clock.now();
    if (!(await markAgenda(tx, { hostId: host.id, date: day.date }, ctx.clock))) return 0;
    const meetings = await listHostMeetings(tx, {
      hostIds: [host.id],
      statuses: ['confirmed'],
      from: day.from,
      to: day.to,
      order: 'soonest',
      after: null,
      limit: MOST,
      typeSlug: null,
      clientId: null,
      search: null,
    });
    const ahead = meetings.filter(({ end }) => end > now);
    if (ahead.length === 0) return 0;
    const mail: OwedAgendaMail = {
      template: 'host_agenda',
      recipient: { name: host.name, email: host.email, timeZone: host.timeZone, locale: host.locale },
      messageId: messageId(ctx.clock.randomBytes(16), new URL(ctx.publicUrl).hostname),
      date: day.date,
      until: day.until,
      meetings: ahead.map(agendaItem),
    };
    const orderKey = `host_agenda ${host.id}`;
    const job = { kind: 'mail', payload: mail, orderKey, dedupeKey: day.date, runAt: now, recipient: host.email };
    return enqueueJobs(tx, [job], ctx.clock);
  });
}
