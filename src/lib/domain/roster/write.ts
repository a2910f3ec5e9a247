/** The roster of a school as a table: what `readRoster` reads again, and finds nothing to change. */
import type { Role } from '../actor';
import { csv } from '../csv';
import { dateOf } from '../day';
import type { Standing } from '../membership';

export interface RosterLine {
  number: string | null;
  name: string | null;
  email: string;
  role: Role;
  cohorts: string[];
  status: Standing | 'invited';
  joinedDay: number | null;
  leftDay: number | null;
}

const head = ['number', 'name', 'email', 'role', 'cohort', 'status', 'joined', 'left'];
const date = (day: number | null) => (day === null ? null : dateOf(day));

/** @returns CSV, with a byte order mark: Excel reads it as UTF-8 then */
export const writeRoster = (lines: readonly RosterLine[]): string =>
  `\ufeff${csv([
    head,
    ...lines.map((line) => [
      ...[line.number, line.name, line.email, line.role, line.cohorts.join('; '), line.status],
      ...[date(line.joinedDay), date(line.leftDay)]
    ])
  ])}`;
