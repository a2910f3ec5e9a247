/** Hours of all students of a school over a period, as the school reports them. */
import { statementsOn } from './amendment-list';
import { isAttested } from './credited-hours';
import type { Db } from './db/connect';
import * as hourSettings from './hour-settings';
import * as letterheads from './letterheads';
import type { Facts } from './paper-facts';
import * as programs from './programs';
import { dayOf, studyDay } from '../domain/day';
import { grouped } from '../domain/grouped';
import { standingOf, type RecordState } from '../domain/membership';
import { monthOf, reportRow, type Counted } from '../domain/papers/report';
import type { NewPaper } from '../domain/papers/request';

export type OfSchool = Exclude<NewPaper, { student: string }>;

/** Of the columns of the table. */
const edition = 2 as const;

/** A year and a quarter: what a report takes in one request. */
const mostDays = 460;

/** @returns what the report says; three queries however many students there are */
export async function reportOf(db: Db, school: string, asked: OfSchool, now: Date): Promise<Facts> {
  const { from, until } = asked.kind === 'hours-report' ? monthOf(asked.month) : asked;
  const [first, last] = [dayOf(from)!, dayOf(until)!];
  const field = asked.kind === 'hours-report' ? 'month' : 'until';
  if (last < first) return { ok: false, field, error: 'The last day is before the first' };
  if (last - first > mostDays)
    return { ok: false, field, error: `A report covers at most ${mostDays} days: part it` };
  const settings = await hourSettings.find(db, school);
  const today = studyDay(now, settings.timeZone);
  if (first > today) return { ok: false, field, error: 'This time has not begun yet' };

  const sql = db.$client;
  const [head, students, sums] = await Promise.all([
    letterheads.find(db, school),
    sql<Student[]>`
      select id as record, name, number, state, leave_from as "leaveFrom",
        leave_until as "leaveUntil"
      from member_records
      where school_id = ${school} and joined_day <= ${last} and (role = 'student' or exists (
        select from hour_entries where school_id = ${school} and record_id = member_records.id))
      order by lower(name), id`,
    sql<(Counted & { record: string })[]>`
      select record_id as record, subject, mode, attested, transfer as "isTransfer",
        within as "isWithin", sum(ms)::float8 as ms
      from (
        select hour_entries.record_id, hour_entries.subject, hour_entries.mode, hour_entries.ms,
          ${isAttested(sql)} as attested, hour_entries.day >= ${first}::int as within,
          coalesce(corrected.kind, hour_entries.kind) = 'transfer' as transfer
        from hour_entries left join hour_entries as corrected
          on corrected.school_id = hour_entries.school_id
          and corrected.record_id = hour_entries.record_id and corrected.id = hour_entries.corrects
        where hour_entries.school_id = ${school} and hour_entries.day <= ${last}::int) as lines
      group by 1, 2, 3, 4, 5, 6`
  ]);
  const records = students.map(({ record }) => record);
  const followed = await programs.followed(db, school, records);
  const byRecord = grouped(sums, ({ record }) => record);
  const rows = students.flatMap(({ record, name, number, ...member }) => {
    const row = reportRow({
      ...{ record, name, number, standing: standingOf(member, today) },
      program: followed.get(record)?.content ?? null,
      sums: byRecord.get(record) ?? []
    });
    return row ? [row] : [];
  });
  const { minutesPerHour: minutesAnHour, timeZone: zone } = settings;
  const shown = rows.map(({ record }) => record);
  const statements = await statementsOn(db, school, shown, 'report');
  const paper = { kind: asked.kind, school: head, zone, from, until, minutesAnHour, rows };
  const more = {
    ...(statements.length > 0 && { statements }),
    ...(asked.kind === 'state-csv' && { edition })
  };
  return { ok: true, paper: { ...paper, ...more } };
}

interface Student {
  record: string;
  name: string;
  number: string | null;
  state: RecordState;
  leaveFrom: number | null;
  leaveUntil: number | null;
}
