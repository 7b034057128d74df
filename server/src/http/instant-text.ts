/** An instant (epoch milliseconds) as it stands on the wire: RFC 3339 in UTC, whole seconds, 2026-11-23T14:00:00Z. */
export function instantText(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, -5)}Z`;
}
