import type { Context } from './actions/context.ts';
import { refreshTurns } from './actions/refresh-turns.ts';
import type { MailConfig } from './mail-settings.ts';
import { mailComposer } from './notify/mail-composer.ts';
import { type ComposeMail, type Mailer, readMailAddress, type SmtpOptions, smtpMailer } from './notify/mailer.ts';
import { tokenSource } from './notify/oauth-token.ts';
import { isThisMachine } from './setting.ts';

/** What writes mails, and what takes them away. */
export interface Post {
  readonly compose: ComposeMail;
  readonly mailer: Mailer;
}

/** Opens what the settings name; null where that is nothing. Nothing is connected before the first mail. */
export function openPost(ctx: Context, config: MailConfig): Post | null {
  const { smtpUrl, mailFrom } = config;
  if (smtpUrl === null || mailFrom === null) return null;
  const from = readMailAddress(mailFrom);
  const compose = mailComposer({ publicUrl: ctx.publicUrl, mailFrom: from.address });
  const token = tokensOf(ctx, config);
  const dkim = dkimOf(config, from.address);
  return { compose, mailer: smtpMailer({ url: smtpUrl, from, tls: tlsOf(smtpUrl, config), token, dkim }) };
}

function tlsOf(smtpUrl: string, { smtpTls }: MailConfig): SmtpOptions['tls'] {
  if (smtpTls === 'required') return 'required';
  if (smtpTls === 'off') return 'never';
  const { username, hostname } = new URL(smtpUrl);
  return username !== '' && !isThisMachine(hostname) ? 'required' : 'offered';
}

function tokensOf(ctx: Context, config: MailConfig): SmtpOptions['token'] {
  const { smtpOauthClientId: clientId, smtpOauthTokenUrl: tokenUrl, smtpOauthRefreshToken: refreshToken } = config;
  if (clientId === null || tokenUrl === null) return undefined;
  return tokenSource(
    { tokenUrl, clientId, clientSecret: config.smtpOauthClientSecret, scope: config.smtpOauthScope },
    refreshToken === null ? null : refreshTurns(ctx, { clientId, refreshToken }),
  );
}

function dkimOf({ dkimKey, dkimDomain, dkimSelector }: MailConfig, sender: string): SmtpOptions['dkim'] {
  if (dkimKey === null || dkimSelector === null) return undefined;
  return { key: dkimKey, selector: dkimSelector, domain: dkimDomain ?? sender.slice(sender.lastIndexOf('@') + 1) };
}
