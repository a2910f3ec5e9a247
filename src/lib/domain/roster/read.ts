/** A roster as a school has it: CSV, TSV or cells pasted from a spreadsheet, with a header. */
import * as v from 'valibot';
import { Email, Name } from '../account';
import { roles, type Role } from '../actor';
import { unquoted } from '../csv';
import { recordsOf, type TableRow } from '../exchange/table/records';
import { MemberNumber } from '../invitation';
import { columnOf, type Column } from './columns';

/** More belong in several files: each row may be a letter. */
export const mostRows = 2000;
/** As many of the widest rows as student systems write. */
export const mostBytes = 2 * 1024 * 1024;

/** Somebody of the roster; what it does not tell is null. */
export interface RosterRow {
  /** In the file, from 1 on. */
  line: number;
  email: string;
  name: string | null;
  number: string | null;
  role: Role | null;
  /** Names of cohorts; null where the roster says nothing about them. */
  cohorts: string[] | null;
  /** Whether the roster says that they are no more at the school. */
  isGone: boolean;
}

/** A row that cannot be taken, with what is wrong and how to mend it. */
export interface RefusedRow {
  line: number;
  /** Whom it seems to be about. */
  who: string;
  error: string;
}

export interface Roster {
  rows: (RosterRow | RefusedRow)[];
  /** What is wrong with the whole; then there are no rows. */
  flaw: string | null;
  /** Columns that say nothing to us. */
  ignored: string[];
}

export const isRefused = (row: RosterRow | RefusedRow): row is RefusedRow => 'error' in row;

const roleNames: Record<string, Role> = {
  ...Object.fromEntries(roles.map((role) => [role, role])),
  learner: 'student',
  teacher: 'instructor',
  faculty: 'instructor',
  administrator: 'admin',
  siteadministrator: 'admin',
  districtadministrator: 'admin',
  systemadministrator: 'admin'
};

const present = ['', 'active', 'enrolled', 'current', 'on leave', 'invited', 'true'];
const gone = ['tobedeleted', 'inactive', 'withdrawn', 'left', 'dropped', 'removed', 'graduated'];

const nothing = (flaw: string): Roster => ({ rows: [], flaw, ignored: [] });

/** @param text a whole file; any text is read, in time proportional to its length */
export function readRoster(text: string): Roster {
  const { records, isUnclosed } = recordsOf(text);
  const [head, ...body] = records;
  if (!head) return nothing('The file is empty: begin with a row that names the columns');
  if (isUnclosed)
    return nothing('Close the quotation mark that is open, or double those within a cell');
  const columns = head.cells.map(columnOf);
  if (!columns.includes('email'))
    return nothing('Begin with a row that names the columns, one of them email: name, email, role');
  if (new Set(columns.filter(Boolean)).size < columns.filter(Boolean).length)
    return nothing('Two columns have the same meaning: name each once');
  if (body.length === 0) return nothing('There is nobody in the file below its header');
  if (body.length > mostRows)
    return nothing(`There are more than ${mostRows.toLocaleString('en')} rows: divide the file`);
  const ignored = head.cells.filter((name, i) => columns[i] === null && name.trim());
  return { rows: once(body.map((record) => rowOf(record, columns))), flaw: null, ignored };
}

function rowOf({ line, cells }: TableRow, columns: (Column | null)[]): RosterRow | RefusedRow {
  const cell = (column: Column) => {
    const at = columns.indexOf(column);
    return at < 0 ? '' : unquoted((cells[at] ?? '').trim()).trim();
  };
  const who = cell('name') || `${cell('given')} ${cell('family')}`.trim();
  const refuse = (error: string) => ({ line, who: who || cell('email'), error });
  const email = v.safeParse(Email, cell('email'));
  if (!email.success)
    return refuse(
      cell('email') ? `“${cell('email')}” is no e-mail address` : 'Add the e-mail address'
    );
  const name = v.safeParse(Name, who);
  if (who && !name.success) return refuse(name.issues[0].message);
  const number = v.safeParse(MemberNumber, cell('number'));
  if (!number.success) return refuse(number.issues[0].message);
  const role =
    roleNames[
      cell('role')
        .toLowerCase()
        .replace(/[^a-z]/g, '')
    ];
  if (cell('role') && !role)
    return refuse(`The role “${cell('role')}” is none of ours: student, instructor or admin`);
  const status = cell('status').toLowerCase();
  if (!present.includes(status) && !gone.includes(status))
    return refuse(`The status “${cell('status')}” says nothing to us: active, or tobedeleted`);
  const cohorts = cell('cohort')
    .split(';')
    .map((one) => one.normalize('NFC').trim().replace(/ +/g, ' '))
    .filter(Boolean);
  return {
    line,
    email: email.output,
    name: who ? (name.output as string) : null,
    number: number.output,
    role: role ?? null,
    cohorts: cohorts.length > 0 ? [...new Set(cohorts)] : null,
    isGone: gone.includes(status) || cell('enabled').toLowerCase() === 'false'
  };
}

/** Of rows about one person the first is taken. */
function once(rows: (RosterRow | RefusedRow)[]): (RosterRow | RefusedRow)[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    if (isRefused(row)) return row;
    const keys = [`@${row.email}`, ...(row.number ? [`#${row.number}`] : [])];
    const before = keys.map((key) => seen.get(key)).find((line) => line !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, row.line);
    if (before === undefined) return row;
    const error = `Line ${before} has the same e-mail or number: keep one of them`;
    return { line: row.line, who: row.name ?? row.email, error };
  });
}
