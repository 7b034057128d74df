/** One line of the report: what was measured, what came out, what it must be, and whether it is. */
export interface Measure {
  readonly name: string;
  readonly value: string;
  readonly target: string;
  readonly ok: boolean;
}
