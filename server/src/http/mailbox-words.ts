import type { PageLanguage } from './page-words.ts';

/** What the demo's mailbox says, in one language. */
export interface MailboxWords {
  readonly title: string;
  readonly lead: string;
  readonly empty: string;
  readonly toSite: string;
  readonly back: string;
  readonly from: string;
  readonly to: string;
  readonly replyTo: string;
  readonly parts: string;
  readonly mail: string;
  readonly text: string;
  readonly invitation: string;
  readonly download: string;
  readonly roles: Readonly<Record<'client' | 'host' | 'guest', string>>;
  readonly states: Readonly<Record<'pending' | 'done' | 'failed', string>>;
}

/** The words of each language. */
export const mailboxWords: Readonly<Record<PageLanguage, MailboxWords>> = {
  en: {
    title: 'Mailbox',
    lead: 'Every mail that the demo would send, as it would arrive. Nothing leaves this machine.',
    empty: 'No mail yet. Book a meeting, and its mails are here a moment later.',
    toSite: 'Back to Three Rooms',
    back: 'All mails',
    from: 'From',
    to: 'To',
    replyTo: 'Reply to',
    parts: 'Parts of the mail',
    mail: 'Mail',
    text: 'Plain text',
    invitation: 'Invitation',
    download: 'Download invite.ics',
    roles: { client: 'Client', host: 'Host', guest: 'Guest' },
    states: { pending: 'In the outbox', done: 'Sent', failed: 'Not delivered' },
  },
  fr: {
    title: 'Boîte aux lettres',
    lead: 'Tous les messages que la démonstration enverrait, tels qu’ils arriveraient. Rien ne quitte cette machine.',
    empty: 'Pas encore de message. Réservez un rendez-vous\u00a0: les messages seront ici un instant plus tard.',
    toSite: 'Retour à Three Rooms',
    back: 'Tous les messages',
    from: 'De',
    to: 'À',
    replyTo: 'Réponse à',
    parts: 'Parties du message',
    mail: 'Message',
    text: 'Texte seul',
    invitation: 'Invitation',
    download: 'Télécharger invite.ics',
    roles: { client: 'Client', host: 'Hôte', guest: 'Invité' },
    states: { pending: 'Dans la boîte d’envoi', done: 'Envoyé', failed: 'Non remis' },
  },
};
