import { isIPv6 } from 'node:net';
import { readPhoneNumber } from '../domain/phone-number.ts';
import type { BookingInput } from './contract.ts';

/**
 * What stands for an address when requests are counted: an IPv4 address itself, and of an IPv6 address its first 64 bits, which is
 * what one household is given.
 */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  const [left = '', right] = bare.split('::');
  const groups = left === '' ? [] : left.split(':');
  if (right !== undefined) {
    // An IPv4 tail stands for two groups.
    const tail = right === '' ? [] : right.split(':').flatMap((group) => (group.includes('.') ? [group, ''] : [group]));
    while (groups.length + tail.length < 8) groups.push('0');
    groups.push(...tail);
  }
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/** Whom a booking writes to, each of whom may be written to so often: its client and guests, and the number that it asks to be texted. */
export function writtenTo({ client, guests = [] }: Pick<BookingInput, 'client' | 'guests'>): string[] {
  const { email, phone, textMessages } = client;
  const number = textMessages ? readPhoneNumber(phone ?? '') : null;
  return [email, ...guests, ...(number === null ? [] : [number])];
}
