import type { AnyOwedMail } from './mail.ts';

/** The mails that somebody can do without: each person may switch a kind of them off for their address. What a booking owes is not among them. */
export const OPTIONAL_MAILS = ['agenda', 'reminders', 'notes'] as const;
export type OptionalMail = (typeof OPTIONAL_MAILS)[number];

/** Which of them a mail is; null: it tells of what its reader agreed to or must know, and always goes. */
export function optionalKind(template: AnyOwedMail['template']): OptionalMail | null {
  if (template === 'host_agenda') return 'agenda';
  if (template.endsWith('_reminder')) return 'reminders';
  return template.endsWith('_notes') ? 'notes' : null;
}
