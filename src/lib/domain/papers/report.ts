/** What a school reports of its students' hours: by month to read, and for a period as a table. */
import type { ByMode, Report, ReportRow } from './paper';
import { byMode, distanceOf, inHours, none, sumOf, titleOf, together } from './paper-hours';
import { signature, standingWords } from './parts';
import { inWords, monthInWords, type Part, type Sheet } from './sheet';
import { aboutHours } from './transcript';
import { csv } from '../csv';
import { dateOf, dayOf } from '../day';
import { grouped } from '../grouped';
import type { Mode } from '../hours';
import type { Program } from '../program';

/** @param month as `2026-11` @returns its first and last day, as dates */
export function monthOf(month: string): { from: string; until: string } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const next = dayOf(
    `${number === 12 ? year + 1 : year}-${String((number % 12) + 1).padStart(2, '0')}-01`
  )!;
  return { from: `${month}-01`, until: dateOf(next - 1) };
}

/** A sum over lines of a student's ledger. */
export interface Counted {
  subject: string | null;
  mode: Mode;
  ms: number;
  attested: boolean;
  /** Of hours from another school, which were given in no month here. */
  isTransfer: boolean;
  /** Whether it lies in the period; else before it. */
  isWithin: boolean;
}

/** A student with the ledger until the end of a period, as a report counts it. */
export interface Reported extends Pick<ReportRow, 'record' | 'name' | 'number' | 'standing'> {
  program: Pick<Program, 'name' | 'subjects'> | null;
  sums: readonly Counted[];
}

/** @returns the row of a student; null where there is nothing to report */
export function reportRow({ program, sums, ...student }: Reported): ReportRow | null {
  const within = sums.filter(({ isWithin, isTransfer }) => isWithin && !isTransfer);
  const isGone = student.standing === 'left' || student.standing === 'withdrawn';
  if (within.length === 0 && isGone) return null;
  const bySubject = [...grouped(within, ({ subject }) => subject ?? '')].sort(
    ([a], [b]) => order(program, a) - order(program, b)
  );
  return {
    ...student,
    program: program?.name ?? null,
    toDate: sums.reduce((sum, { ms, attested }) => sum + (attested ? ms : 0), 0),
    subjects: bySubject.map(([id, of]) => ({
      ...{ id: id || null, title: titleOf(program, id || null) },
      ms: byMode(of.filter(({ attested }) => attested)),
      open: byMode(of.filter(({ attested }) => !attested))
    }))
  };
}

/** As the program has them; then what it does not have, what belongs to none last. */
function order(program: Reported['program'], id: string): number {
  const place = program?.subjects.findIndex((subject) => subject.id === id) ?? -1;
  return place >= 0 ? place : id === '' ? 1e6 : 1e5;
}

const ofRow = ({ subjects }: ReportRow): { ms: ByMode; open: ByMode } => ({
  ms: subjects.length ? together(subjects) : none(),
  open: subjects.length ? together(subjects.map(({ open }) => ({ ms: open }))) : none()
});

export function monthSheet(paper: Report): Sheet {
  const { rows, school, minutesAnHour, from } = paper;
  const say = (ms: number) => inHours(ms, minutesAnHour);
  const cells = ({ ms, open }: { ms: ByMode; open: ByMode }) =>
    [
      ...[ms['in-person'], ms.clinic, ms.synchronous, ms.asynchronous],
      ...[distanceOf(ms), sumOf(ms), sumOf(open)]
    ].map(say);
  const all = rows.map(ofRow);
  const number = (title: string, width = 2) => ({ title, width, isNumber: true });
  const table: Part = {
    ...{ is: 'table', caption: `Approved clock hours in ${monthInWords(from)}, by student` },
    columns: [
      ...[
        { title: 'Student', width: 5 },
        { title: 'Number', width: 2.6 }
      ],
      ...[number('In person'), number('Clinic'), number('Live online')],
      ...[number('Own time online'), number('Distance in all'), number('Total', 2.2)],
      ...[number('Not attested'), number('Approved to date', 2.4)]
    ],
    rows: rows.map((row, i) => [row.name, row.number ?? '', ...cells(all[i]!), say(row.toDate)]),
    foot: [
      [
        ...['All students', ''],
        ...cells({ ms: together(all), open: together(all.map(({ open }) => ({ ms: open }))) }),
        say(rows.reduce((sum, { toDate }) => sum + toDate, 0))
      ]
    ]
  };
  return {
    ...{ title: `Hours in ${monthInWords(from)}`, isCertificate: false, isWide: true },
    parts: [
      {
        ...{ is: 'facts' },
        facts: [
          ['From', inWords(from)],
          ['Until', inWords(paper.until)],
          ['Students', String(rows.length)]
        ]
      },
      rows.length > 0 ? table : { is: 'text', text: 'No student has hours to report.' },
      { is: 'text', quiet: true, text: aboutHours(minutesAnHour) },
      signature(school)
    ]
  };
}

const columns = [
  ...['paper', 'school', 'school_number', 'period_from', 'period_until', 'student_number'],
  ...['student_name', 'program', 'standing', 'subject', 'in_person_hours', 'clinic_hours'],
  ...['synchronous_distance_hours', 'asynchronous_distance_hours', 'distance_hours'],
  ...['total_approved_hours', 'not_attested_hours', 'approved_to_date_hours', 'minutes_per_hour']
];
/** From the second edition on: what the law has go out with the hours (34 CFR 99.21). */
const statementColumn = 'student_statement';

/**
 * @returns one line for each student and subject; of a student without hours one with zeros. What
 *   holds for the student and no subject, such as a statement, stands in each of their lines
 */
export function stateCsv(paper: Report, number: string): string {
  const { school, from, until, minutesAnHour, statements = [] } = paper;
  const isTold = paper.edition !== undefined;
  const said = (record: string) =>
    statements
      .filter((one) => one.record === record)
      .map(({ about, on, text }) => `${about} (${on}): ${text}`)
      .join(' | ');
  const say = (ms: number) =>
    Number(inHours(ms, minutesAnHour).replaceAll(',', '').replace('−', '-'));
  return csv([
    isTold ? [...columns, statementColumn] : columns,
    ...paper.rows.flatMap((row) =>
      (row.subjects.length > 0 ? row.subjects : [{ title: '', ms: none(), open: none() }]).map(
        ({ title, ms, open }) => [
          ...[number, school.name, school.approval, from, until, row.number ?? '', row.name],
          ...[row.program ?? '', standingWords[row.standing], title],
          ...[ms['in-person'], ms.clinic, ms.synchronous, ms.asynchronous].map(say),
          ...[distanceOf(ms), sumOf(ms), sumOf(open), row.toDate].map(say),
          minutesAnHour,
          ...(isTold ? [said(row.record)] : [])
        ]
      )
    )
  ]);
}
