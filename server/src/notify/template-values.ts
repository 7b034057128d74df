import type { OwedLinkMail } from '../domain/link-mail.ts';
import type { AnyOwedMail, OwedAgendaMail, OwedMail } from '../domain/mail.ts';
import type { Editable } from '../domain/own-text.ts';
import { languageOf } from './languages.ts';
import { Link, Said, type Values } from './liquid.ts';
import { clientOf, listNames, nameOf, placeLines, withRole } from './meeting-words.ts';
import { oneLine } from './safe-text.ts';
import { AGENDA_WORDS } from './templates/agenda-words.ts';
import { SAID } from './templates/said.ts';
import { dateWords, instantWords, nearWords, timeWords } from './zoned-time.ts';

/*
 * What a host's text may name, in each kind of mail: the same names whatever happened, null where there is nothing. Nobody is told by it
 * what our own text would not tell them.
 */

/** Where a mail comes from, and the reader's own way into the portal. */
export interface ValueSource {
  readonly publicUrl: string;
  readonly portalUrl: string | null;
}

/** A mail whose texts hosts may replace. */
export type EditableMail = Extract<AnyOwedMail, { readonly template: Editable }>;

/** What a text may name in this mail. */
export function valuesOf(owed: EditableMail, from: ValueSource): Values {
  if (owed.template === 'client_link') return linkValues(owed, from);
  if (owed.template === 'host_agenda') return agendaValues(owed, from.publicUrl);
  return meetingValues(owed, from);
}

function meetingValues(owed: OwedMail, { publicUrl, portalUrl }: ValueSource): Values {
  const { meeting, template, recipient } = owed;
  const said = SAID[languageOf(recipient.locale)];
  const { timeZone, locale } = recipient;
  const role = template.split('_')[0];
  const client = clientOf(meeting);
  const hosts = withRole(meeting, 'host').map((host) => oneLine(nameOf(host), 80));
  const when = timeWords(meeting.start, meeting.end, timeZone, locale);
  const instant = (at: number | null | undefined) => (at ? new Said(instantWords(at, timeZone, locale)) : null);
  const details = (owed.details ?? []).map((detail) => said.details[detail]);
  return {
    ...common(owed, publicUrl),
    meeting: {
      title: oneLine(meeting.title, 200),
      type: oneLine(meeting.type.title, 200),
      start: new Said(when.brief),
      date: new Said(when.date),
      time: new Said(when.time),
      zone: new Said(when.zone),
      minutes: meeting.durationMinutes,
      place: placeLines(meeting, locale).join(said.comma),
      was: instant(owed.was?.start),
      confirmBy: instant(meeting.confirmBy),
      reason: oneLine(meeting.cancellationReason ?? '', 300) || null,
      ...(owed.toldAt === undefined ? {} : { near: new Said(nearText(meeting.start, owed.toldAt, owed)) }),
    },
    client: {
      name: oneLine(nameOf(client), 80),
      ...(role === 'host' ? { email: oneLine(client.email), phone: oneLine(owed.clientPhone ?? '') || null } : {}),
    },
    host: { name: listNames(hosts, locale) },
    hosts,
    ...(role === 'guest' ? {} : { answers: answersOf(owed) }),
    change: {
      by: owed.by ?? meeting.cancelledBy,
      details: details.length > 0 ? new Said(listNames(details, locale)) : null,
    },
    ...(owed.guest === undefined ? {} : { guest: { name: oneLine(owed.guest, 80) } }),
    ...(owed.notes ? { notes: { count: owed.notes.length } } : {}),
    links: {
      ...(role === 'host' ? {} : { portal: linkTo(portalUrl) }),
      join: linkTo(oneLine(meeting.joinUrl ?? '')),
      book: linkTo(`${publicUrl}/${encodeURIComponent(meeting.type.slug)}`),
      site: linkTo(publicUrl),
    },
  };
}

function agendaValues(owed: OwedAgendaMail, publicUrl: string): Values {
  const { timeZone, locale } = owed.recipient;
  const [first] = owed.meetings;
  const when = first && timeWords(first.start, first.end, timeZone, locale);
  return {
    ...common(owed, publicUrl),
    day: {
      date: new Said(when?.date ?? owed.date),
      zone: new Said(when?.zone ?? timeZone),
      meetings: new Said(AGENDA_WORDS[languageOf(locale)].meetings(owed.meetings.length)),
      count: owed.meetings.length,
    },
    meetings: owed.meetings.map((meeting) => ({
      title: oneLine(meeting.title, 120),
      client: oneLine(meeting.client, 80),
      time: new Said(timeWords(meeting.start, meeting.end, timeZone, locale).time),
      place: placeLines(meeting, locale).join(SAID[languageOf(locale)].comma),
    })),
    links: { site: linkTo(publicUrl) },
  };
}

function linkValues(owed: OwedLinkMail, { publicUrl, portalUrl }: ValueSource): Values {
  const { timeZone, locale } = owed.recipient;
  return {
    ...common(owed, publicUrl),
    link: { until: new Said(dateWords(owed.expiresAt, timeZone, locale)) },
    links: { portal: linkTo(portalUrl), site: linkTo(publicUrl) },
  };
}

function common({ recipient }: Pick<OwedMail, 'recipient'>, publicUrl: string): Values {
  const name = oneLine(recipient.name, 80);
  return {
    reader: { name: name === '' || name === recipient.email ? null : name },
    site: { name: new URL(publicUrl).host },
  };
}

function answersOf({ meeting, recipient }: OwedMail): Values[] {
  const said = SAID[languageOf(recipient.locale)];
  return meeting.answers.map(({ label, value }) => ({
    label: oneLine(label, 200),
    value: typeof value === 'boolean' ? new Said(said.yesOrNo(value)) : oneLine(String(value), 500),
  }));
}

/** Japanese counts without a space. */
function nearText(start: number, toldAt: number, { recipient: { timeZone, locale } }: OwedMail): string {
  const near = nearWords(start, toldAt, timeZone, locale);
  return languageOf(locale) === 'ja' ? near.replaceAll(' ', '') : near;
}

function linkTo(url: string | null): Link | null {
  return url !== null && /^https?:\/\/[^\s<>"]+$/i.test(url) ? new Link({ label: url, url }) : null;
}
