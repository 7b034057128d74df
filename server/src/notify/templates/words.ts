import type { MailTemplate } from '../../domain/mail.ts';

/** What a mail's sentences speak of: names as plain text, `deadline` an instant in words or null, `by` who cancelled. */
export interface Scene {
  readonly client: string;
  readonly hosts: string;
  readonly deadline: string | null;
  readonly by: 'client' | 'host' | 'system' | null;
  readonly hasInvitation: boolean;
  /** How many notes the mail tells. */
  readonly notes: number;
  readonly site: string;
}

/** Everything that a mail says besides the meeting itself, in one language. */
export interface Words {
  /** "Tuesday 24 Nov, 14:00: Introduction with Ada"; what and when come first. */
  subject(template: MailTemplate, when: string, title: string, other: string): string;
  status(template: MailTemplate): string;
  lead(template: MailTemplate, scene: Scene): string;
  next(template: MailTemplate, scene: Scene): string | null;
  footer(template: MailTemplate, scene: Scene): string;
  readonly labels: Record<
    'where' | 'with' | 'client' | 'hosts' | 'guests' | 'message' | 'reason' | 'fromSite' | 'addTo',
    string
  >;
  readonly actions: Record<'manage' | 'join' | 'bookAgain' | 'answer', string>;
  writeTo(name: string): string;
  yesOrNo(value: boolean): string;
  /** A label before its value in running text: "Where: …" with the language's own space. */
  labelled(label: string, value: string): string;
}
