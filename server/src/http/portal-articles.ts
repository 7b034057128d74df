import type { PortalScope } from '../actions/portal-access.ts';
import { instantText } from '../domain/local-time.ts';
import type { Meeting } from '../domain/meeting.ts';
import { calendarLinks } from '../notify/calendar-links.ts';
import { nameOf, placeLines, withRole } from '../notify/meeting-words.ts';
import { timeWords } from '../notify/zoned-time.ts';
import { type Html, html } from './html.ts';
import { invitePath } from './meeting-links.ts';
import { type PageWords, pageLanguageOf, pageWords } from './page-words.ts';

/** By which link a page is read, and in which language (a BCP 47 tag). */
interface Reader {
  readonly token: string;
  readonly locale: string;
  readonly scope: PortalScope;
}

/** A meeting as it stands, whole: what its client's or guest's page says without a script. */
export function meetingArticle(meeting: Meeting, reader: Reader): Html {
  const words = pageWords[pageLanguageOf(reader.locale)];
  return html`<article class="portal sheet padded${meeting.status === 'cancelled' && ' off'}">
${heading(meeting, words, reader.locale)}
<dl class="facts-list">${facts(meeting, words, reader)}</dl>
${joinButton(meeting, words)}
${nextSteps(meeting, words, reader)}
</article>`;
}

/** What lies ahead, soonest first, each with where it is and how it gets into a calendar. */
export function upcomingArticles(meetings: readonly Meeting[], reader: Reader): Html {
  const words = pageWords[pageLanguageOf(reader.locale)];
  if (meetings.length === 0) return html`<p class="portal sheet padded">${words.nothingAhead}</p>`;
  return html`${meetings.map(
    (meeting) => html`<article class="portal sheet padded">
${heading(meeting, words, reader.locale)}
<dl class="facts-list">${facts(meeting, words, reader).slice(0, 2)}</dl>
${joinButton(meeting, words)}
<p class="next"><a href="${invitePath(reader.token, meeting)}" rel="noreferrer">${words.calendarFile}</a></p>
</article>`,
  )}
<div class="portal"><p class="quiet next">${words.change}</p></div>`;
}

function heading(meeting: Meeting, words: PageWords, locale: string): Html {
  const when = timeWords(meeting.start, meeting.end, meeting.timeZone, locale);
  const look = meeting.status === 'scheduled' ? ' waiting' : isUpcoming(meeting) ? '' : ' over';
  return html`<p class="status${look}">${words.status[meeting.status]}</p>
<time class="day" datetime="${instantText(meeting.start)}">${when.date}</time>
<p class="time">${when.time} <span class="zone">${when.zone}</span></p>
<h2 class="what">${meeting.title}</h2>`;
}

function isUpcoming(meeting: Meeting): boolean {
  return meeting.status === 'confirmed' || meeting.status === 'scheduled';
}

/** Where and with whom come first. What its client has answered is not for guests. */
function facts(meeting: Meeting, words: PageWords, { locale, scope }: Reader): Html[] {
  const names = (role: 'host' | 'guest' | 'client') => withRole(meeting, role).map(nameOf).join('\n');
  const answers = scope === 'guest' ? [] : meeting.answers;
  const rows: [label: string, value: string][] = [
    [words.where, placeLines(meeting, locale).join('\n')],
    [words.hosts, names('host')],
    [words.client, names('client')],
    [words.guests, names('guest')],
    ...answers.map(({ label, value }): [string, string] => [
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

function nextSteps(meeting: Meeting, words: PageWords, { token, scope }: Reader): Html | null {
  if (!isUpcoming(meeting)) {
    return scope === 'guest'
      ? null
      : html`<section><p><a href="/${meeting.type.slug}">${words.bookAgain}</a></p></section>`;
  }
  const links = [{ name: words.calendarFile, url: invitePath(token, meeting) }, ...calendarLinks(meeting)];
  const next = meeting.status === 'scheduled' ? words.awaiting : words.change;
  return html`<section><h2>${words.addTo}</h2>
<ul class="links">${links.map(({ name, url }) => html`<li><a href="${url}" rel="noreferrer">${name}</a></li>`)}</ul>
${scope !== 'guest' && html`<p class="quiet next">${next}</p>`}</section>`;
}
