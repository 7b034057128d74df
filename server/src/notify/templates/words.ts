import type { ChangedBy, MailedDetail, MailTemplate } from '../../domain/mail.ts';

/** What a mail's sentences speak of: names as plain text, `deadline` an instant in words or null, `by` who made the change. */
export interface Scene {
  readonly client: string;
  readonly hosts: string;
  readonly deadline: string | null;
  readonly by: ChangedBy | null;
  readonly isMoved: boolean;
  /** The meeting awaits its host. */
  readonly isOpen: boolean;
  /** "the place and the guests", where details were changed. */
  readonly details: string;
  readonly hasInvitation: boolean;
  /** How many notes the mail tells. */
  readonly notes: number;
  /** Who answers, where the mail tells a guest's answer; empty where it does not. */
  readonly guest: string;
  /** How near the meeting is, "in 1 hour" or "tomorrow"; empty where the mail does not speak of it. */
  readonly near: string;
  readonly site: string;
}

/** Everything that a mail says besides the meeting itself, in one language. */
export interface Words {
  /** "Tuesday 24 Nov, 14:00: Introduction with Ada"; what and when come first. */
  subject(template: MailTemplate, scene: Scene, when: string, title: string, other: string): string;
  status(template: MailTemplate, scene: Scene): string;
  lead(template: MailTemplate, scene: Scene): string;
  next(template: MailTemplate, scene: Scene): string | null;
  footer(template: MailTemplate, scene: Scene): string;
  readonly labels: Record<
    'where' | 'with' | 'client' | 'hosts' | 'guests' | 'message' | 'reason' | 'fromSite' | 'addTo' | 'was',
    string
  >;
  readonly actions: Record<'manage' | 'see' | 'join' | 'bookAgain' | 'move' | 'cancel' | 'answer', string>;
  /** With its article, as it stands in "Ada changed the place". */
  readonly details: Record<MailedDetail, string>;
  /** What stands before the links to move and to cancel; `until` an instant in words. */
  openUntil(until: string): string;
  writeTo(name: string): string;
  yesOrNo(value: boolean): string;
  /** A label before its value in running text: "Where: …" with the language's own space. */
  labelled(label: string, value: string): string;
  /** Between a date and its hours, a place and its address, with its space. */
  readonly comma: string;
}
