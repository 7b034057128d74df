import type { RequestHandler, Response } from 'express';
import type { Context } from '../actions/context.ts';
import { changeHost, listReachedHosts, readHost } from '../actions/hosts.ts';
import { withMailsOff } from '../actions/mails-off.ts';
import type { Host } from '../domain/host.ts';
import { formatTime } from '../domain/local-time.ts';
import { callerOf } from './auth.ts';
import { type HostView, hostChangeInput } from './host-contract.ts';
import { noQuery, readBody, readQuery } from './validate.ts';

type OfHost = RequestHandler<{ id: string }>;

/** `GET /api/host/hosts`. There are few, so the list is whole. */
export function hostsRoute(ctx: Context): RequestHandler {
  return async (req, res) => {
    readQuery(noQuery, req);
    const items = (await withMailsOff(ctx, await listReachedHosts(ctx, callerOf(res)))).map(hostView);
    res.json({ items, nextCursor: null });
  };
}

/** `GET /api/host/hosts/{id}`. */
export function hostRoute(ctx: Context): OfHost {
  return async (req, res) => {
    readQuery(noQuery, req);
    await sendHost(ctx, res, await readHost(ctx, callerOf(res), req.params.id));
  };
}

/** `PUT /api/host/hosts/{id}`. */
export function changeHostRoute(ctx: Context): OfHost {
  return async (req, res) => {
    readQuery(noQuery, req);
    const { reminders, agendaTime: agendaMinutes } = readBody(hostChangeInput, req);
    await sendHost(ctx, res, await changeHost(ctx, callerOf(res), req.params.id, { reminders, agendaMinutes }));
  };
}

async function sendHost(ctx: Context, res: Response, host: Host): Promise<void> {
  const [shown] = (await withMailsOff(ctx, [host])).map(hostView);
  res.json({ host: shown });
}

type ShownHost = Awaited<ReturnType<typeof withMailsOff<Host>>>[number];

function hostView({ id, name, email, timeZone, locale, role, ...host }: ShownHost): HostView {
  return {
    id,
    name,
    email,
    timeZone,
    locale,
    role,
    ...(host.avatarUrl === null ? {} : { avatarUrl: host.avatarUrl }),
    ...(host.dailyLimit === null ? {} : { dailyLimit: host.dailyLimit }),
    reminders: host.reminders,
    agendaTime: formatTime(host.agendaMinutes),
    mailsOff: [...host.mailsOff],
  };
}
