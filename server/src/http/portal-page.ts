import type { RequestHandler } from 'express';
import type { Context } from '../actions/context.ts';
import { openPortal, readMeeting } from '../actions/portal-access.ts';
import { Failure } from '../domain/failures.ts';
import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { calendarLinks } from '../notify/calendar-links.ts';
import { languageOf } from '../notify/languages.ts';
import { nameOf, placeLines, withRole } from '../notify/meeting-words.ts';
import { timeWords } from '../notify/zoned-time.ts';
import { type Html, html } from './html.ts';
import { invitePath } from './meeting-links.ts';
import { sendPage } from './page-shell.ts';
import { type PageWords, pageLocale, pageWords } from './page-words.ts';
import { setPagePolicy } from './security.ts';

/** `GET /portal/{token}`: the one meeting that the token opens, as it stands; written by the server, without a script. */
export function portalPage(ctx: Context): RequestHandler<{ token: string }> {
  return async (req, res) => {
    res.setHeader('Cache-Control', 'private, no-store');
    setPagePolicy(res, 'nobody');
    const { token } = req.params;
    const access = await openPortal(ctx, token);
    if (access.meetingId === null) throw new Failure('not_found', 'This link opens no page.');
    const meeting = await readMeeting(ctx, access, access.meetingId);
    const locale = pageLocale(req);
    const words = pageWords[languageOf(locale)];
    const when = timeWords(meeting.start, meeting.end, meeting.timeZone, locale);
    sendPage(res, 200, {
      locale,
      title: `${words.status[meeting.status]} · ${meeting.title}`,
      isPrivate: true,
      main: html`<main class="narrow"><article class="portal sheet padded${meeting.status === 'cancelled' && ' off'}">
${statusLine(meeting, words)}
<time class="day" datetime="${instantText(meeting.start)}">${when.date}</time>
<p class="time">${when.time} <span class="zone">${when.zone}</span></p>
<h1>${meeting.title}</h1>
<dl class="facts-list">${facts(meeting, words, locale)}</dl>
${joinButton(meeting, words)}
${nextSteps(meeting, words, token)}
</article></main>`,
    });
  };
}

function isUpcoming(meeting: Meeting): boolean {
  return meeting.status === 'confirmed' || meeting.status === 'scheduled';
}

function statusLine(meeting: Meeting, words: PageWords): Html {
  const look = meeting.status === 'scheduled' ? ' waiting' : isUpcoming(meeting) ? '' : ' over';
  return html`<p class="status${look}">${words.status[meeting.status]}</p>`;
}

function facts(meeting: Meeting, words: PageWords, locale: string): Html[] {
  const names = (role: 'host' | 'guest' | 'client') => withRole(meeting, role).map(nameOf).join('\n');
  const rows: [label: string, value: string][] = [
    [words.where, placeLines(meeting, locale).join('\n')],
    [words.hosts, names('host')],
    [words.client, names('client')],
    [words.guests, names('guest')],
    ...meeting.answers.map(({ label, value }): [string, string] => [
      label,
      typeof value === 'boolean' ? words.yesOrNo(value) : String(value),
    ]),
    [words.message, meeting.description],
    [words.reason, meeting.cancellationReason ?? ''],
  ];
  return rows.filter(([, value]) => value !== '').map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`);
}

function joinButton(meeting: Meeting, words: PageWords): Html | null {
  const { joinUrl } = meeting;
  if (joinUrl === null || meeting.status !== 'confirmed' || !/^https?:\/\//i.test(joinUrl)) return null;
  return html`<a class="button" href="${joinUrl}" rel="noreferrer">${words.join}</a>`;
}

function nextSteps(meeting: Meeting, words: PageWords, token: string): Html {
  if (!isUpcoming(meeting)) {
    return html`<section><p><a href="/${meeting.type.slug}">${words.bookAgain}</a></p></section>`;
  }
  const links = [{ name: words.calendarFile, url: invitePath(token, meeting) }, ...calendarLinks(meeting)];
  return html`<section><h2>${words.addTo}</h2>
<ul class="links">${links.map(({ name, url }) => html`<li><a href="${url}" rel="noreferrer">${name}</a></li>`)}</ul>
<p class="quiet next">${meeting.status === 'scheduled' ? words.awaiting : words.change}</p></section>`;
}
