import { booked, bookingInput, meetingType, problem, slots } from '@meeting-booker/server/contract';
import { z } from 'zod';
import { type Schema, typeOf } from './schema-type.ts';

/** The shapes on the wire that a page meets, under the names that the element's sources know them by. */
const SHAPES = [
  { name: 'MeetingTypeView', about: 'What a visitor may know of a meeting type.', schema: meetingType, io: 'output' },
  { name: 'ProblemView', about: 'What kept an answer from coming (RFC 9457).', schema: problem, io: 'output' },
  { name: 'SlotsView', about: 'Bookable starts, instants in RFC 3339.', schema: slots, io: 'output' },
  { name: 'BookingBody', about: 'A booking as it is sent.', schema: bookingInput, io: 'input' },
  { name: 'BookedView', about: 'What was booked, with its links.', schema: booked, io: 'output' },
] as const;

/**
 * The contract as plain declarations: the package takes neither the server nor its schemas along. Written from the very
 * schemas that the server checks by.
 */
export function contractTypes(): string {
  const written = new Map<string, string>();
  for (const { name, about, schema, io } of SHAPES) {
    const { $ref, $defs = {}, ...own } = z.toJSONSchema(schema, { io }) as Schema;
    // A schema with an id of its own stands among its definitions, too.
    const id = $ref?.split('/').at(-1);
    for (const [other, definition] of Object.entries($defs)) {
      if (other !== id) written.set(other, declaration(other, definition));
    }
    written.set(name, `/** ${about} */\n${declaration(name, (id && $defs[id]) || own)}`);
  }
  return [...written.values()].join('\n');
}

const declaration = (name: string, schema: Schema) => `export interface ${name} ${typeOf(schema)}\n`;
