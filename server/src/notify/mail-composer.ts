import { composeAgendaMail } from './agenda-message.ts';
import { composeLinkMail } from './link-message.ts';
import type { ComposeMail } from './mailer.ts';
import { composeMail, type Sending } from './messages.ts';
import { composeWebhookMail } from './webhook-message.ts';

/** Makes the mail that a job owes, with the client's portal link where the mail is the client's own; pure: the same each time. */
export function mailComposer(site: Omit<Sending, 'portalUrl'>): ComposeMail {
  return (owed, portalUrl) => {
    if (owed.template === 'client_link') return composeLinkMail(owed, { ...site, portalUrl });
    if (owed.template === 'host_agenda') return composeAgendaMail(owed, site);
    if (owed.template === 'host_webhook_off') return composeWebhookMail(owed, site);
    return composeMail(owed, { ...site, portalUrl });
  };
}
