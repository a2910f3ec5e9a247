/** As of when a file is: it is read long after, where nothing else tells. */
import { toLocal } from './local-time';

/** @returns a moment by the clocks of a zone, in words: `2026-11-23 09:00 (Europe/Berlin)` */
export const momentIn = (at: Date, zone: string): string =>
  `${toLocal(at, zone).replace('T', ' ')} (${zone})`;

/** @returns the name of a file that says as of when it is: `students-2026-11-23-0900-Europe-Berlin.csv` */
export function datedName(name: string, ending: string, at: Date, zone: string): string {
  const stamp = toLocal(at, zone).replace('T', '-').replace(':', '');
  return `${name}-${stamp}-${zone.replaceAll('/', '-')}.${ending}`;
}
