/** Points in time as clients write them. */

/** @returns whether an ISO 8601 time exists; `Date` would read 31 February as 3 March. */
export function exists(timestamp: string): boolean {
  const day = new Date(timestamp.slice(0, 10));
  return (
    Number.isFinite(Date.parse(timestamp)) &&
    Number.isFinite(day.getTime()) &&
    day.toISOString().startsWith(timestamp.slice(0, 10))
  );
}
