import type { OutboxMail } from '../actions/read-outbox.ts';
import { type Html, html } from './html.ts';
import { type MailboxWords, mailboxWords } from './mailbox-words.ts';
import { type PageLanguage, pageLanguageOf } from './page-words.ts';

/** Which part of a mail is shown. */
export type MailPart = 'mail' | 'text' | 'invitation';

/** What the page shows: all mails, and one of them opened. `path` is where the mailbox is mounted. */
export interface MailboxView {
  readonly path: string;
  readonly locale: string;
  readonly now: number;
  readonly from: string;
  readonly mails: readonly OutboxMail[];
  readonly opened: OutboxMail | null;
  readonly part: MailPart;
  /** A mail was asked for by its own address, and so is what a narrow screen shows. */
  readonly isReading: boolean;
}

/** The mailbox as a whole page. */
export function mailboxPage(view: MailboxView): Html {
  const language = pageLanguageOf(view.locale);
  const words = mailboxWords[language];
  const { path, opened } = view;
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${opened && view.isReading ? `${opened.mail.subject} · ${words.title}` : words.title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="${path}/mailbox.css">
<script type="module" src="${path}/mailbox.js"></script>
</head>
<body class="${view.isReading ? 'reading' : 'browsing'}">
<header>
<h1>${words.title}</h1>
<p>${words.lead}</p>
<a href="${siteOf(language)}">${words.toSite}</a>
</header>
<main class="columns sheet">
<nav id="mails" aria-label="${words.title}">${recipients(view, words, language)}</nav>
<article>${opened ? mailPane(opened, view, words) : html`<p class="empty">${words.empty}</p>`}</article>
</main>
</body>
</html>
`;
}

function siteOf(language: PageLanguage): string {
  return language === 'fr' ? '/demo/fr/' : '/demo/';
}

/** Each recipient with their mails, newest first; whoever got the newest mail comes first. */
function recipients(view: MailboxView, words: MailboxWords, language: PageLanguage): readonly Html[] {
  const byAddress = Map.groupBy(view.mails, ({ mail }) => mail.to.address.toLowerCase());
  return [...byAddress.values()].map((mails) => {
    const [newest] = mails;
    const { to } = (newest as OutboxMail).mail;
    const roles = [...new Set(mails.map(({ template }) => words.roles[roleOf(template)]))];
    return html`<section>
<h2><bdi>${to.name || to.address}</bdi> <span class="role">${roles.join(', ')}</span></h2>
${to.name !== '' && html`<p class="address">${to.address}</p>`}
<ol>${mails.map((mail) => entry(mail, view, language))}</ol>
</section>`;
  });
}

function entry({ id, mail, createdAt }: OutboxMail, view: MailboxView, language: PageLanguage): Html {
  const isOpen = view.opened?.id === id;
  return html`<li><a href="${view.path}/${id}"${isOpen && html` aria-current="page"`}>
<span class="subject"><bdi>${mail.subject}</bdi></span>
<time datetime="${new Date(createdAt).toISOString()}">${ago(view.now - createdAt, language)}</time>
</a></li>`;
}

function roleOf(template: OutboxMail['template']): 'client' | 'host' | 'guest' {
  if (template.startsWith('client')) return 'client';
  return template.startsWith('host') ? 'host' : 'guest';
}

function mailPane({ id, mail, state }: OutboxMail, view: MailboxView, words: MailboxWords): Html {
  const at = `${view.path}/${id}`;
  const tab = (part: MailPart, label: string) =>
    html`<a href="${at}${part === 'mail' ? '' : `?part=${part}`}"${view.part === part && html` aria-current="true"`}>${label}</a>`;
  return html`<a class="back" href="${view.path}">${words.back}</a>
<div class="envelope">
<h2><bdi>${mail.subject}</bdi></h2>
<dl>
<dt>${words.from}</dt><dd>${view.from}</dd>
<dt>${words.to}</dt><dd>${addressOf(mail.to)}</dd>
<dt>${words.replyTo}</dt><dd>${addressOf(mail.replyTo)}</dd>
</dl>
<p class="state">${words.states[state]}</p>
</div>
<nav class="parts" aria-label="${words.parts}">${tab('mail', words.mail)}${tab('text', words.text)}${mail.invitation !== null && tab('invitation', words.invitation)}</nav>
${partOf(id, mail, view, words)}`;
}

function partOf(id: string, mail: OutboxMail['mail'], view: MailboxView, words: MailboxWords): Html {
  if (view.part === 'text') return html`<pre dir="auto">${mail.text}</pre>`;
  if (view.part === 'invitation' && mail.invitation !== null) {
    return html`<p class="download"><a href="${view.path}/${id}/invite.ics" download="invite.ics">${words.download}</a></p>
<pre dir="ltr">${mail.invitation.content}</pre>`;
  }
  return html`<iframe src="${view.path}/${id}/html" title="${words.mail}" sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`;
}

function addressOf({ name, address }: OutboxMail['mail']['to']): Html {
  return name === '' ? html`${address}` : html`<bdi>${name}</bdi> <span class="address">${address}</span>`;
}

/** "2 minutes ago", from a length in milliseconds. */
function ago(elapsedMs: number, language: PageLanguage): string {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const minutes = Math.max(0, Math.floor(elapsedMs / 60_000));
  if (minutes < 1) return format.format(0, 'second');
  if (minutes < 60) return format.format(-minutes, 'minute');
  return minutes < 1440
    ? format.format(-Math.floor(minutes / 60), 'hour')
    : format.format(-Math.floor(minutes / 1440), 'day');
}
