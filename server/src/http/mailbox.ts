import { type Request, type Response, Router } from 'express';
import type { Context } from '../actions/context.ts';
import { type OutboxMail, readOutbox, readOutboxMail } from '../actions/read-outbox.ts';
import { Failure } from '../domain/failures.ts';
import { mailComposer } from '../notify/mail-composer.ts';
import { mailboxScript, mailboxStyles } from './mailbox.styles.ts';
import { type MailPart, mailboxPage } from './mailbox-page.ts';
import { pageStyles } from './page.styles.ts';
import { pageLocale } from './page-words.ts';
import { fixedRepresentation, sendRepresentation } from './representation.ts';

/** The made-up sender of the demo's mails. */
const FROM = { name: 'Three Rooms', address: 'booking@three-rooms.example' };
const MOST_SHOWN = 200;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A mail brings its own styles and may do nothing but be read and have its links opened elsewhere. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
].join('; ');

/**
 * The demo's mailbox: every mail by recipient, newest first, as HTML, as text, and its invitation. It shows usable portal links, and so
 * must stand nowhere but in the demo.
 */
export function mailboxRoutes(ctx: Context): Router {
  const compose = mailComposer({
    // Known only once the server listens.
    get publicUrl() {
      return ctx.publicUrl;
    },
    mailFrom: FROM.address,
  });
  const styles = fixedRepresentation('text/css; charset=utf-8', Buffer.from(pageStyles + mailboxStyles));
  const script = fixedRepresentation('text/javascript; charset=utf-8', Buffer.from(mailboxScript));
  const router = Router();

  const find = async (id: string): Promise<OutboxMail> => {
    const mail = await readOutboxMail(ctx, compose, id);
    if (!mail) throw new Failure('not_found', 'There is no such mail.');
    return mail;
  };
  const show = async (req: Request, res: Response, id: string | null) => {
    const mails = (await readOutbox(ctx, compose, MOST_SHOWN)).sort(newestFirst);
    const opened = id === null ? (mails[0] ?? null) : await find(id);
    const page = mailboxPage({
      path: req.baseUrl,
      locale: pageLocale(req),
      now: ctx.clock.now(),
      from: `${FROM.name} <${FROM.address}>`,
      mails,
      opened,
      part: partOf(req, opened),
      isReading: id !== null,
    });
    res.setHeader('Content-Security-Policy', PAGE_POLICY);
    res.setHeader('Cache-Control', 'no-store');
    res.vary('Accept-Language');
    res.type('html').end(page.text);
  };

  router.get('/', (req, res) => show(req, res, null));
  router.get('/mailbox.css', (req, res) => sendRepresentation(req, res, styles, 'no-cache'));
  router.get('/mailbox.js', (req, res) => sendRepresentation(req, res, script, 'no-cache'));
  router.get('/:id', (req, res) => show(req, res, req.params.id));
  router.get('/:id/html', async (req, res) => sendMail(res, await find(req.params.id)));
  router.get('/:id/invite.ics', async (req, res) => sendInvitation(res, await find(req.params.id)));
  return router;
}

/** Of the mails of one change, the client's first: whoever tries the demo has just been the client. */
function newestFirst(a: OutboxMail, b: OutboxMail): number {
  return b.createdAt - a.createdAt || a.template.localeCompare(b.template);
}

function partOf(req: Request, opened: OutboxMail | null): MailPart {
  const { part } = req.query;
  if (part === 'text') return 'text';
  return part === 'invitation' && opened?.mail.invitation ? 'invitation' : 'mail';
}

/** The HTML part as it is, but that its links open beside the mailbox. */
function sendMail(res: Response, { mail }: OutboxMail): void {
  res.setHeader('Content-Security-Policy', MAIL_POLICY);
  res.setHeader('X-Frame-Options', 'SAMEORIGIN');
  res.setHeader('Cache-Control', 'no-store');
  res.type('html').end(mail.html.replace('<head>', '<head>\n<base target="_blank">'));
}

function sendInvitation(res: Response, { mail }: OutboxMail): void {
  if (!mail.invitation) throw new Failure('not_found', 'This mail has no invitation.');
  const { method, content } = mail.invitation;
  res.setHeader('Content-Type', `text/calendar; charset=utf-8; method=${method}`);
  res.setHeader('Content-Disposition', 'attachment; filename="invite.ics"');
  res.setHeader('Cache-Control', 'no-store');
  res.end(content);
}
