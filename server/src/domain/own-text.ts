import type { AnyOwedMail } from './mail.ts';

/**
 * The mails whose texts hosts may replace. What brings a code, signs a host in, or tells that something of the program's has failed,
 * always speaks for itself.
 */
export const EDITABLE = [
  'client_confirmed',
  'client_awaiting',
  'client_agreed',
  'client_moved',
  'client_changed',
  'client_declined',
  'client_cancelled',
  'client_reminder',
  'client_notes',
  'client_link',
  'guest_invited',
  'guest_agreed',
  'guest_moved',
  'guest_changed',
  'guest_removed',
  'guest_cancelled',
  'guest_reminder',
  'host_booked',
  'host_awaiting',
  'host_agreed',
  'host_moved',
  'host_changed',
  'host_declined',
  'host_cancelled',
  'host_reminder',
  'host_notes',
  'host_guest_accepted',
  'host_guest_declined',
  'host_agenda',
] as const satisfies readonly AnyOwedMail['template'][];

export type Editable = (typeof EDITABLE)[number];

/** The parts of a mail that can be replaced, in Liquid; null leaves ours. An empty closing leaves none. */
export interface MailTexts {
  /** One line. */
  readonly subject: string | null;
  /** What the mail begins with: paragraphs, with an empty line between them. */
  readonly opening: string | null;
  /** What stands under the facts and the button. */
  readonly closing: string | null;
}

export const TEXT_PARTS = ['subject', 'opening', 'closing'] as const satisfies readonly (keyof MailTexts)[];
export type TextPart = (typeof TEXT_PARTS)[number];

/** Of which mail, and in which of the languages that mails are written in. */
export interface TemplateKey {
  readonly template: Editable;
  readonly language: string;
}

/** What a host has made of a mail's texts; instants are epoch milliseconds. */
export interface OwnTemplate extends TemplateKey, MailTexts {
  /** From 1, raised by every change, also by that back to ours (all of them null). */
  readonly revision: number;
  /** The host; null: gone since. */
  readonly changedBy: { readonly id: string; readonly name: string } | null;
  readonly changedAt: number;
  /** Why a mail last went out with our texts in place of these; null: since they were written none did. */
  readonly fault: { readonly text: string; readonly at: number } | null;
}

/** Where in a text which mistake stands; lines and columns from 1. */
export interface TextMistake {
  readonly part: TextPart;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}
