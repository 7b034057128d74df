import type { FieldError } from '../domain/failures.ts';
import { readPhoneNumber } from '../domain/phone-number.ts';
import type { TextRules } from '../domain/text-message.ts';

/** Where the fields of a wish to be texted stand in what is asked. */
interface FieldPaths {
  readonly textMessages: string;
  readonly phone: string;
}

/** A number that may be texted by these rules, as E.164 has it; else null, and the mistake is left in `errors`. Without rules no text is sent at all. */
export function readTextNumber(
  phone: string | null | undefined,
  texts: TextRules | undefined,
  paths: FieldPaths,
  errors: FieldError[],
): string | null {
  const number = readPhoneNumber(phone ?? '');
  const mistake = texts ? mistakeIn(number, texts) : null;
  if (!texts) errors.push({ path: paths.textMessages, message: 'cannot be chosen: no text messages are sent here' });
  else if (mistake !== null) errors.push({ path: paths.phone, message: mistake });
  return texts && mistake === null ? number : null;
}

function mistakeIn(number: string | null, { prefixes }: TextRules): string | null {
  if (number === null) return 'must be a number with its country code, like +33 6 12 34 56 78';
  const isReached = prefixes.length === 0 || prefixes.some((prefix) => number.startsWith(prefix));
  return isReached ? null : `must begin with ${prefixes.join(' or ')} to get text messages`;
}
