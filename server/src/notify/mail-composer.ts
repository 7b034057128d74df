import { isSignInMail } from '../domain/sign-in-mail.ts';
import { composeAgendaMail } from './agenda-message.ts';
import { composeCodeMail } from './code-message.ts';
import { composeLinkMail } from './link-message.ts';
import type { ComposeMail } from './mailer.ts';
import { composeMail, type Sending } from './messages.ts';
import { composeSignInMail } from './sign-in-message.ts';
import { composeTextsMail } from './texts-message.ts';
import { composeWebhookMail } from './webhook-message.ts';

/** Makes the mail that a job owes; pure: the same of the same parts each time. */
export function mailComposer(site: Pick<Sending, 'publicUrl' | 'mailFrom'>): ComposeMail {
  return (owed, parts) => {
    const sending = { ...parts, publicUrl: site.publicUrl, mailFrom: site.mailFrom };
    if (isSignInMail(owed)) return composeSignInMail(owed, sending);
    if (owed.template === 'client_link') return composeLinkMail(owed, sending);
    if (owed.template === 'client_code') return composeCodeMail(owed, { ...sending, code: parts.code ?? null });
    if (owed.template === 'host_agenda') return composeAgendaMail(owed, sending);
    if (owed.template === 'host_webhook_off') return composeWebhookMail(owed, sending);
    if (owed.template === 'host_texts_used_up') return composeTextsMail(owed, sending);
    return composeMail(owed, sending);
  };
}
