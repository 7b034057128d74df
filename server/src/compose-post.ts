import type { Context } from './actions/context.ts';
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
  const token = tokensOf(config);
  const dkim = dkimOf(config, from.address);
  return { compose, mailer: smtpMailer({ url: smtpUrl, from, tls: tlsOf(smtpUrl, config), token, dkim }) };
}

function tlsOf(smtpUrl: string, { smtpTls }: MailConfig): SmtpOptions['tls'] {
  if (smtpTls === 'required') return 'required';
  if (smtpTls === 'off') return 'never';
  const { username, hostname } = new URL(smtpUrl);
  return username !== '' && !isThisMachine(hostname) ? 'required' : 'offered';
}

function tokensOf(config: MailConfig): SmtpOptions['token'] {
  const { smtpOauthClientId: clientId, smtpOauthTokenUrl: tokenUrl } = config;
  if (clientId === null || tokenUrl === null) return undefined;
  return tokenSource({
    tokenUrl,
    clientId,
    clientSecret: config.smtpOauthClientSecret,
    refreshToken: config.smtpOauthRefreshToken,
    scope: config.smtpOauthScope,
  });
}

function dkimOf({ dkimKey, dkimDomain, dkimSelector }: MailConfig, sender: string): SmtpOptions['dkim'] {
  if (dkimKey === null || dkimSelector === null) return undefined;
  return { key: dkimKey, selector: dkimSelector, domain: dkimDomain ?? sender.slice(sender.lastIndexOf('@') + 1) };
}
