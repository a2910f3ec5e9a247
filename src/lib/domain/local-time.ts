/** Wall-clock times, as a form gives and takes them, in a zone of its own. */

const minute = 60_000;
const shape = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::\d{2})?$/;

/** How far the clocks of a zone are ahead of UTC at a moment, in ms. */
function offset(at: number, zone: string): number {
  return Date.parse(`${toLocal(new Date(at), zone)}Z`) - Math.floor(at / minute) * minute;
}

/** @returns what the clocks of a zone show at a moment: `2026-11-23T09:00` */
export function toLocal(at: Date, zone: string): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  });
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return `${part.year!.padStart(4, '0')}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
}

/**
 * The moment at which the clocks of a zone show a time; of two such moments the earlier one, and
 * where the clocks leap over it, as much later.
 * @returns an ISO timestamp in UTC; null where the text is no such time
 */
export function fromLocal(text: string, zone: string): string | null {
  if (!shape.test(text)) return null;
  const wall = Date.parse(`${text}Z`);
  if (!Number.isFinite(wall) || !new Date(wall).toISOString().startsWith(text)) return null;
  const before = wall - offset(wall - 24 * 60 * minute, zone);
  const after = wall - offset(wall + 24 * 60 * minute, zone);
  const shows = (at: number) => at + offset(at, zone) === wall;
  return new Date(shows(before) || !shows(after) ? before : after).toISOString();
}
