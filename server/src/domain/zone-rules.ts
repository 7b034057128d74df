import table from 'moment-timezone/data/packed/latest.json' with { type: 'json' };

/**
 * A zone's offsets from UTC as sorted numbers. `offsetsMs[i]` (east positive, milliseconds) holds from `transitions[i - 1]`,
 * inclusive, to `transitions[i]`, exclusive (epoch milliseconds); the first holds since ever, the last for ever after.
 */
export interface ZoneRules {
  /** The IANA name that was asked for, in its proper letter case; a link keeps its own name. */
  readonly name: string;
  readonly transitions: Float64Array;
  readonly offsetsMs: Int32Array;
}

/** An offset from UTC in minutes, east positive, and the instant (epoch milliseconds) from which it holds. */
export interface OffsetChange {
  readonly from: number;
  readonly minutes: number;
}

interface NamedZone {
  readonly name: string;
  readonly packed: string;
}

/**
 * The tz database release whose rules are in use, as "2026f". Its table lists every change up to the year 2499 for zones that
 * still change their clocks; past its last entry a zone keeps its last offset.
 */
export const tzVersion: string = table.version;

let namesIndex: Map<string, NamedZone> | undefined;
const rulesByName = new Map<string, ZoneRules>();
const decoded = new Map<string, Pick<ZoneRules, 'transitions' | 'offsetsMs'>>();

/**
 * The rules of an IANA zone; links and old spellings answer with the rules of the zone they point to, and letter case does
 * not matter. Null: the tz database knows no such zone.
 */
export function findZone(name: string): ZoneRules | null {
  const known = rulesByName.get(name);
  if (known) return known;
  const found = zoneNames().get(name.toLowerCase());
  if (!found) return null;
  let rules = rulesByName.get(found.name);
  if (!rules) {
    rules = { name: found.name, ...decode(found.packed) };
    rulesByName.set(found.name, rules);
  }
  return rules;
}

/** Every zone name that `findZone` answers to, links included, in proper letter case, sorted. */
export function listZones(): string[] {
  return [...zoneNames().values()].map((zone) => zone.name).sort();
}

/** The index into `offsetsMs` that holds at an instant (epoch milliseconds). */
export function segmentAt(zone: ZoneRules, instant: number): number {
  let low = 0;
  let high = zone.transitions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((zone.transitions[middle] as number) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The offset from UTC at an instant (epoch milliseconds), in minutes, east positive; not whole where a zone still kept local mean time. */
export function offsetAt(zone: ZoneRules, instant: number): number {
  return (zone.offsetsMs[segmentAt(zone, instant)] as number) / 60_000;
}

/** The changes of offset after `from` and before `to` (epoch milliseconds, both exclusive), ascending. */
export function transitionsBetween(zone: ZoneRules, from: number, to: number): OffsetChange[] {
  const changes: OffsetChange[] = [];
  for (let i = segmentAt(zone, from); i < zone.transitions.length; i += 1) {
    const at = zone.transitions[i] as number;
    if (at >= to) break;
    changes.push({ from: at, minutes: (zone.offsetsMs[i + 1] as number) / 60_000 });
  }
  return changes;
}

/** The offset at `from` and after each change before `to` (epoch milliseconds), rounded to whole minutes as the wire has it. */
export function offsetsBetween(zone: ZoneRules, from: number, to: number): OffsetChange[] {
  return [{ from, minutes: offsetAt(zone, from) }, ...transitionsBetween(zone, from, to)].map((change) => ({
    from: change.from,
    minutes: Math.round(change.minutes),
  }));
}

function zoneNames(): Map<string, NamedZone> {
  if (namesIndex) return namesIndex;
  const index = new Map<string, NamedZone>();
  for (const packed of table.zones) {
    const name = packed.slice(0, packed.indexOf('|'));
    index.set(name.toLowerCase(), { name, packed });
  }
  for (const link of table.links) {
    const [target = '', name = ''] = link.split('|');
    const packed = index.get(target.toLowerCase())?.packed;
    if (packed !== undefined) index.set(name.toLowerCase(), { name, packed });
  }
  namesIndex = index;
  return index;
}

/**
 * Decodes one packed zone, `name|abbreviations|offsets|indices|differences|population`: offsets are minutes west of UTC, an
 * index is one base-60 digit into them, differences are minutes since the change before (the first since the epoch).
 * Format: https://momentjs.com/timezone/docs/#/data-formats/packed-format/
 */
function decode(packed: string): Pick<ZoneRules, 'transitions' | 'offsetsMs'> {
  const known = decoded.get(packed);
  if (known) return known;
  const [, , offsetList = '', indices = '', differences = ''] = packed.split('|');
  const offsets = offsetList.split(' ').map((text) => -base60Seconds(text) * 1000);
  const offsetOf = (position: number) => offsets[base60Digit(indices.charCodeAt(position))] as number;
  const transitions: number[] = [];
  const offsetsMs = [offsetOf(0)];
  let at = 0;
  for (const [i, text] of differences.split(' ').filter(Boolean).entries()) {
    at += base60Seconds(text) * 1000;
    const next = offsetOf(i + 1);
    // A change of abbreviation alone changes no clock.
    if (next === offsetsMs.at(-1)) continue;
    transitions.push(at);
    offsetsMs.push(next);
  }
  const rules = { transitions: Float64Array.from(transitions), offsetsMs: Int32Array.from(offsetsMs) };
  decoded.set(packed, rules);
  return rules;
}

/** Minutes in base 60 with one optional digit of sixtieths behind a point ("-9.l" = −(9 min 21 s)), as whole seconds. */
function base60Seconds(text: string): number {
  const negative = text.startsWith('-');
  const [minutes = '', sixtieths = '0'] = (negative ? text.slice(1) : text).split('.');
  let value = 0;
  for (let i = 0; i < minutes.length; i += 1) value = value * 60 + base60Digit(minutes.charCodeAt(i));
  const seconds = value * 60 + base60Digit(sixtieths.charCodeAt(0));
  return negative ? -seconds : seconds;
}

/** 0-9, then a-z, then A-X. */
function base60Digit(code: number): number {
  if (code >= 97) return code - 87;
  return code >= 65 ? code - 29 : code - 48;
}
