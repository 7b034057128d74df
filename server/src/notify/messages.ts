import type { OwedMail } from '../domain/mail.ts';
import type { Meeting, Participant } from '../domain/meeting.ts';
import { calendarLinks } from './calendar-links.ts';
import { meetingInvite } from './invite.ts';
import { isolated, languageOf, readableLocale } from './languages.ts';
import type { Fact, Letter, LetterLink, LetterNote, LinkList } from './letter.ts';
import { setLetter } from './letter-mail.ts';
import type { Mail, MailAddress, MailParts } from './mailer.ts';
import { clientOf, listNames, nameOf, placeLines, withRole } from './meeting-words.ts';
import { offLink } from './off-link.ts';
import { inOwnWords } from './own-letter.ts';
import { headerText, manyLines, oneLine } from './safe-text.ts';
import { SAID } from './templates/said.ts';
import type { Scene, Words } from './templates/words.ts';
import { instantWords, nearWords, timeWords } from './zoned-time.ts';

/** What a mail needs besides what rests in its job. */
export interface Sending extends MailParts {
  /** The installation's address, without a path. */
  readonly publicUrl: string;
  /** The address that mails come from. */
  readonly mailFrom: string;
}

/** The mail to send: one recipient, text and HTML that say the same, and the invitation where one is owed, all in the reader's language. */
export function composeMail(job: OwedMail, sending: Sending): Mail {
  const owed = inLanguageOfReader(job);
  const letter = inOwnWords(composeLetter(owed, sending), owed, sending);
  return {
    to: address(owed.recipient),
    replyTo: address(writesBackTo(owed)),
    messageId: owed.messageId,
    ...setLetter(letter),
    invitation:
      owed.invitation === null
        ? null
        : {
            method: owed.invitation,
            content: meetingInvite(owed.meeting, {
              method: owed.invitation,
              mailFrom: sending.mailFrom,
              ...(owed.template === 'guest_removed' ? { removed: owed.recipient.email } : {}),
            }),
          },
  };
}

/** A letter in our own words. */
type OurLetter = Letter & { readonly lead: string };

/** What the mail says in our words, for whoever says it shorter. */
export function meetingLetter(job: OwedMail, sending: Sending): OurLetter {
  return composeLetter(inLanguageOfReader(job), sending);
}

/** A reader whose language we do not write is written to in the meeting type's, and so in one that the hosts thought their clients would read. */
function inLanguageOfReader({ meeting, recipient, ...owed }: OwedMail): OwedMail {
  const locale = readableLocale(recipient.locale, meeting.type.locale);
  return { ...owed, recipient: { ...recipient, locale }, meeting: { ...meeting, locale } };
}

/** What the mail says, before it is set. Only a client's letter holds the portal's link, only a host's the answers and what the site sent along. */
function composeLetter(owed: OwedMail, sending: Sending): OurLetter {
  const { meeting, template, recipient } = owed;
  const language = languageOf(recipient.locale);
  const said = SAID[language];
  const when = timeWords(meeting.start, meeting.end, recipient.timeZone, recipient.locale);
  const title = oneLine(meeting.title);
  const client = oneLine(nameOf(clientOf(meeting)), 80);
  const hostNames = withRole(meeting, 'host').map((host) => oneLine(nameOf(host), 80));
  const scene: Scene = {
    client: isolated(client, language),
    hosts: listNames(
      hostNames.map((name) => isolated(name, language)),
      recipient.locale,
    ),
    deadline: meeting.confirmBy === null ? null : instantWords(meeting.confirmBy, recipient.timeZone, recipient.locale),
    by: owed.by ?? meeting.cancelledBy,
    isMoved: owed.was !== undefined,
    isOpen: meeting.status === 'scheduled',
    details: listNames(
      (owed.details ?? []).map((detail) => said.details[detail]),
      recipient.locale,
    ),
    hasInvitation: owed.invitation !== null,
    notes: owed.notes?.length ?? 0,
    guest: isolated(oneLine(owed.guest ?? '', 80), language),
    near: owed.toldAt === undefined ? '' : nearWords(meeting.start, owed.toldAt, recipient.timeZone, recipient.locale),
    site: isolated(new URL(sending.publicUrl).host, language),
  };
  const other = isForHost(owed) ? client : listNames(hostNames, recipient.locale);
  const inSubject = (text: string) => isolated(headerText(text, 80), language);
  const items = calendarLinks(meeting).map(({ name, url }) => ({ label: name, url }));
  return {
    language,
    subject: said.subject(template, scene, when.brief, inSubject(title), inSubject(other)),
    status: said.status(template, scene),
    title,
    lead: said.lead(template, scene),
    when,
    was: formerTime(owed, said),
    isOff: isOff(owed),
    notes: notes(owed, said),
    facts: owed.notes ? [] : facts(owed, said),
    button: button(owed, said, sending),
    changes: openChanges(owed, said, sending),
    links: isFirst(owed) ? { label: said.labels.addTo, items } : null,
    next: said.next(template, scene),
    footer: said.footer(template, scene),
    off: offLink(template, language, sending),
  };
}

/** The reader's calendar has nothing of the meeting yet: what is put there by hand a second time would stand there twice. */
function isFirst({ invitation, was, details }: OwedMail): boolean {
  return invitation === 'REQUEST' && !was && !details;
}

/** The meeting does not take place, or without the reader. */
function isOff({ meeting, template }: OwedMail): boolean {
  return meeting.status === 'cancelled' || template === 'guest_removed';
}

function formerTime({ was, recipient }: OwedMail, said: Words): Letter['was'] {
  if (!was) return null;
  const { date, time } = timeWords(was.start, was.end, recipient.timeZone, recipient.locale);
  return { label: said.labelled(said.labels.was, '').trimEnd(), date: `${date}${said.comma}`, time };
}

/** What the client can still do, by links that only the portal's page reads. */
function openChanges(owed: OwedMail, said: Words, { portalUrl }: Sending): LinkList | null {
  const { open, recipient } = owed;
  if (!open || open.until === null || portalUrl === null || isOff(owed)) return null;
  const items: LetterLink[] = [];
  if (open.canMove) items.push({ label: said.actions.move, url: `${portalUrl}#move` });
  if (open.canCancel) items.push({ label: said.actions.cancel, url: `${portalUrl}#cancel` });
  if (items.length === 0) return null;
  return { label: said.openUntil(instantWords(open.until, recipient.timeZone, recipient.locale)), items };
}

function isForHost(owed: OwedMail): boolean {
  return owed.template.startsWith('host_');
}

function notes({ notes: told = [], recipient }: OwedMail, { comma }: Words): LetterNote[] {
  const language = languageOf(recipient.locale);
  return told.map(({ author, body, sharedAt }) => {
    const when = instantWords(sharedAt, recipient.timeZone, recipient.locale);
    return { byline: `${isolated(oneLine(author, 80), language)}${comma}${when}`, body: manyLines(body) };
  });
}

function facts(owed: OwedMail, said: Words): Fact[] {
  const { meeting } = owed;
  const { labels } = said;
  const guests = withRole(meeting, 'guest').map(nameOf);
  const rows: Fact[] = [...texts(labels.reason, meeting.cancellationReason), place(owed, said), ...people(owed, said)];
  if (guests.length > 0) rows.push({ label: labels.guests, lines: guests });
  if (isOff(owed)) return rows;
  if (!owed.template.startsWith('guest_')) {
    for (const { label, value } of meeting.answers) {
      rows.push(...texts(oneLine(label), typeof value === 'boolean' ? said.yesOrNo(value) : String(value)));
    }
  }
  rows.push(...texts(labels.message, meeting.description));
  const sent = Object.entries(meeting.metadata).map(([key, value]) => `${oneLine(key)} = ${oneLine(value)}`);
  if (isForHost(owed) && sent.length > 0) rows.push({ label: labels.fromSite, lines: sent });
  return rows;
}

function texts(label: string, text: string | null): Fact[] {
  const lines = manyLines(text ?? '');
  return lines ? [{ label, lines: lines.split('\n') }] : [];
}

/** Whom the reader meets; hosts are told of the client first, and of each other. */
function people(owed: OwedMail, said: Words): Fact[] {
  const { meeting } = owed;
  const client = clientOf(meeting);
  const hosts = withRole(meeting, 'host').map(nameOf);
  if (isForHost(owed)) {
    const others = hosts.length > 1 ? [{ label: said.labels.hosts, lines: hosts }] : [];
    return [clientFact(client, owed.clientPhone, said.labels.client), ...others];
  }
  const isGuest = owed.template.startsWith('guest_');
  return [{ label: said.labels.with, lines: isGuest ? [nameOf(client), ...hosts] : hosts }];
}

function place(owed: OwedMail, said: Words): Fact {
  const { meeting, recipient } = owed;
  const join = isOff(owed) ? null : joinLink(meeting, said);
  return { label: said.labels.where, lines: placeLines(meeting, recipient.locale), ...(join ? { link: join } : {}) };
}

function joinLink(meeting: Meeting, said: Words): LetterLink | null {
  const url = oneLine(meeting.joinUrl ?? '');
  return /^https?:\/\//i.test(url) ? { label: said.actions.join, url } : null;
}

function clientFact(client: Participant, phone: string | undefined, label: string): Fact {
  const lines = [nameOf(client), oneLine(phone ?? '')].filter((line) => line !== '' && line !== client.email);
  return { label, lines, link: { label: oneLine(client.email), url: mailto(client.email) } };
}

function button(owed: OwedMail, said: Words, sending: Sending): LetterLink | null {
  const { meeting, template } = owed;
  if (template === 'client_notes') {
    return sending.portalUrl === null ? null : { label: said.actions.answer, url: sending.portalUrl };
  }
  // Who is reminded wants to be there.
  const join = template.endsWith('_reminder') ? joinLink(meeting, said) : null;
  if (join) return join;
  if (isForHost(owed)) {
    const client = clientOf(meeting);
    return {
      label: said.writeTo(isolated(oneLine(nameOf(client), 40), languageOf(owed.recipient.locale))),
      url: mailto(client.email),
    };
  }
  const isClients = owed.template.startsWith('client_');
  if (isOff(owed)) {
    const url = `${sending.publicUrl}/${encodeURIComponent(meeting.type.slug)}`;
    return isClients ? { label: said.actions.bookAgain, url } : null;
  }
  if (sending.portalUrl === null) return isClients ? null : joinLink(meeting, said);
  return { label: isClients ? said.actions.manage : said.actions.see, url: sending.portalUrl };
}

function mailto(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
}

function writesBackTo(owed: OwedMail): { name: string; email: string } {
  const [host] = withRole(owed.meeting, 'host');
  if (isForHost(owed)) return clientOf(owed.meeting);
  if (!host) throw new Error(`The meeting ${owed.meeting.id} has no host to answer to.`);
  return host;
}

/** One address as an object, never as text that could be read as two. */
function address({ name, email }: { readonly name: string; readonly email: string }): MailAddress {
  const shown = headerText(name, 120);
  return { name: shown === email ? '' : shown, address: email };
}
