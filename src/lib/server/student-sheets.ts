/** The tables of students as files: every student of the filter, in the order that is seen. */
import { classReadiness, type ClassReadiness } from './class-readiness';
import type { Db } from './db/connect';
import { grid, type Grid } from './student-grid';
import { list, type StudentList } from './student-list';
import type { Actor } from '../domain/actor';
import { sentenceOf } from '../domain/at-risk';
import type { Share } from '../domain/interval';
import { stateWords } from '../domain/lesson-state';
import { inPercent } from '../domain/readiness';
import type { Sheet, SheetCell } from '../domain/sheet';
import type { StudentFilter } from '../domain/student-filter';

export const sheetViews = ['students', 'lessons', 'readiness'] as const;
export type SheetView = (typeof sheetViews)[number];

/** A sheet, and the title of the course whose lessons it counts. */
export interface Counted {
  sheet: Sheet;
  course: string | null;
}

/** @returns the sheet of a page; null unless the actor may see results */
export async function sheetOf(
  db: Db,
  actor: Actor,
  school: string,
  view: SheetView,
  filter: StudentFilter
): Promise<Counted | null> {
  const all = { all: true };
  if (view === 'students') {
    const found = await list(db, actor, school, filter, all);
    return found && { sheet: studentSheet(found, filter), course: found.course?.title ?? null };
  }
  if (view === 'lessons') {
    const found = await grid(db, actor, school, filter, all);
    return found && { sheet: gridSheet(found), course: found.course?.title ?? null };
  }
  const found = await classReadiness(db, actor, school, filter, all);
  return found && { sheet: readinessSheet(found), course: null };
}

const text = (head: string) => ({ head, kind: 'text' as const });
const date = (head: string) => ({ head, kind: 'date' as const });
const number = (head: string) => ({ head, kind: 'number' as const });
const share = (head: string) => ({ head, kind: 'share' as const });

/** As it is shown: the share and its bounds in whole percents. */
function shares(figure: Share | null): SheetCell[] {
  if (!figure) return [null, null, null];
  const { share, low, high } = inPercent(figure);
  return [share / 100, low / 100, high / 100];
}
const tenth = (hours: number | null) => (hours === null ? null : Math.round(hours * 10) / 10);

export function studentSheet(
  { rows, counts, course }: StudentList,
  { who }: Pick<StudentFilter, 'who'>
): Sheet {
  if (who === 'left')
    return {
      name: 'Students who left',
      columns: [text('Student'), date('Last day')],
      rows: rows.map(({ name, left }) => [name, left])
    };
  return {
    name: 'Students',
    columns: [
      ...[text('Student'), text('Cohorts'), date('Last studied')],
      ...[number(`Lessons complete, of ${course?.lessons ?? 0}`)],
      ...[number('Open assignments'), number('Late assignments')],
      ...(counts ? [number('Hours'), number('Hours planned')] : []),
      ...[
        share('Readiness'),
        share('At least'),
        share('At most'),
        share('Share of the exam covered')
      ],
      text('Why to look after them')
    ],
    rows: rows.map((row) => [
      ...[row.name, row.cohorts.join('; '), row.lastStudied, row.lessons, row.open, row.late],
      ...(counts ? [tenth(row.hours), tenth(row.scheduled)] : []),
      ...shares(row.readiness),
      row.covers === null ? null : Math.round(row.covers * 100) / 100,
      row.reasons.map((reason) => sentenceOf(reason)).join('. ')
    ])
  };
}

export const gridSheet = ({ lessons, rows }: Grid): Sheet => ({
  name: 'Lessons',
  columns: [text('Student'), number('Complete'), ...lessons.map(({ title }) => text(title))],
  rows: rows.map(({ name, complete, states }) => [
    name,
    complete,
    ...lessons.map((_, i) => (states ? stateWords[states[i]!].name : null))
  ])
});

export const readinessSheet = ({ areas, rows }: ClassReadiness): Sheet => ({
  name: 'Readiness',
  columns: [
    ...[text('Student'), share('Readiness'), share('At least'), share('At most')],
    share('Share of the exam covered'),
    ...areas.flatMap(({ area, title }) => [
      ...[share(`${area}. ${title}`), share(`${area}, at least`), share(`${area}, at most`)],
      number(`${area}, answers`)
    ])
  ],
  rows: rows.map(({ name, figure, covers, areas: own }) => [
    ...[name, ...shares(figure), covers === null ? null : Math.round(covers * 100) / 100],
    ...own.flatMap(({ figure, answers }) => [...shares(figure), covers === null ? null : answers])
  ])
});
