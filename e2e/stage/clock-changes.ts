const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A zone's offset at an instant, whole minutes, by this machine's own rules: a second opinion on the server's. */
export function offsetMinutes(zone: string, instant: number): number {
  const { year, month, day, hour, minute } = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    })
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<string, number>;
  return (Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute) - instant) / 60_000;
}

/** The next clock change of a zone that is at least two days away, forward or back: its local date, YYYY-MM-DD. */
export function nextChange(zone: string, forward: boolean): string {
  let hour = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 2 * DAY_MS;
  for (;;) {
    const offset = offsetMinutes(zone, hour);
    const step = offsetMinutes(zone, hour + HOUR_MS) - offset;
    if (forward ? step > 0 : step < 0) return new Date(hour + offset * 60_000).toISOString().slice(0, 10);
    hour += HOUR_MS;
  }
}
