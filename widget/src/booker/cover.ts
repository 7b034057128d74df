import type { SlotMonths } from './slot-months.ts';

/** Reads the months of these instants (epoch ms), so that their offsets are known. Rejects with ApiFailure. */
export async function cover(months: SlotMonths, instants: readonly number[]): Promise<void> {
  const wanted = new Set(instants.map((instant) => new Date(instant).toISOString().slice(0, 7)));
  await Promise.all([...wanted].map((month) => months.load(month)));
}
