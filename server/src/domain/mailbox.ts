/** One mailbox by two names, where dots in what stands before the @ mean nothing. */
const GMAIL: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);

/**
 * What stands for a mailbox however its address is written: in lower case, without the part after "+" that most mail servers ignore, and of Gmail's
 * without dots and under its one name. Elsewhere dots tell one mailbox from another. Only to compare by: mail goes to the address itself.
 */
export function mailboxOf(email: string): string {
  const address = email.toLowerCase().replace(/\+[^@]*@/, '@');
  const domain = domainOf(address);
  const name = address.slice(0, address.lastIndexOf('@'));
  return `${domain === 'gmail.com' ? name.replaceAll('.', '') : name}@${domain}`;
}

/** The domain of an address, in lower case, Gmail's under its one name. */
export function domainOf(email: string): string {
  const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
  return GMAIL.has(domain) ? 'gmail.com' : domain;
}
