import type { Meeting } from './meeting.ts';

/** The meeting as it stands once cancelled at `now` (epoch milliseconds): the same UID, the next SEQUENCE. */
export function cancelled(
  meeting: Meeting,
  by: NonNullable<Meeting['cancelledBy']>,
  reason: string | null,
  now: number,
): Meeting {
  return {
    ...meeting,
    status: 'cancelled',
    sequence: meeting.sequence + 1,
    revision: meeting.revision + 1,
    confirmBy: null,
    updatedAt: now,
    cancelledAt: now,
    cancelledBy: by,
    cancellationReason: reason,
  };
}
