import { domainOf, mailboxOf } from './mailbox.ts';

/** Whose bookings the hosts do not take online. */
export interface BlockedAddress {
  readonly id: string;
  /** A mailbox (`mailboxOf`), or a domain with every name below it. */
  readonly address: string;
  /** For the hosts alone. */
  readonly reason: string;
  /** Who blocked it; null: a host who is gone. */
  readonly host: { readonly id: string; readonly name: string; readonly email: string } | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** Every blocked mailbox and domain. */
export type BlockList = ReadonlySet<string>;

/** Whether mail of this address comes from a blocked mailbox or domain. */
export function isBlocked(list: BlockList, email: string): boolean {
  if (list.size === 0) return false;
  const mailbox = mailboxOf(email);
  if (list.has(mailbox)) return true;
  const names = domainOf(mailbox).split('.');
  return names.some((_, i) => list.has(names.slice(i).join('.')));
}

const DOMAIN = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;

/** What is to be blocked, as it is kept: one address, or a domain with or without "@" before it. Null where it is neither. */
export function readBlocked(text: string): string | null {
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();
  if (!DOMAIN.test(domain)) return null;
  if (at < 1) return domainOf(`@${domain}`);
  return /^[^\s@]{1,64}$/.test(text.slice(0, at)) ? mailboxOf(text) : null;
}
