/** How long a school keeps what of students who have left; nothing is removed until it says so. */
import { noteChange, type Change } from './audit';
import type { Db, Transaction } from './db/connect';
import { can, type Actor } from '../domain/actor';
import { dateOf, studyDay } from '../domain/day';
import {
  defaultRetention,
  dueDay,
  retentionRules,
  type RetentionInput,
  type RetentionMonths,
  type RetentionRule
} from '../domain/retention';

export interface Retention {
  months: RetentionMonths;
  /** The first date on which something is removed; null: removing is off. */
  onFrom: string | null;
}

interface Row extends RetentionMonths {
  onFromDay: number | null;
  timeZone: string;
}

/** @returns the settings of a school, and its study day; the defaults, off, where it has made none */
export async function settingsOf(
  { $client: sql }: { $client: Db['$client'] | Transaction },
  school: string,
  now: Date
): Promise<{ months: RetentionMonths; onFromDay: number | null; today: number; isSaved: boolean }> {
  const [row] = await sql<(Row & { isSaved: boolean })[]>`
    select attendance_months as attendance, quiz_months as quizzes, note_months as notes,
      on_from_day as "onFromDay", retention_settings.school_id is not null as "isSaved",
      time_zone as "timeZone"
    from schools left join retention_settings on retention_settings.school_id = schools.id
    where schools.id = ${school}`;
  const { attendance, quizzes, notes, onFromDay, timeZone, isSaved } = row!;
  return {
    months: isSaved ? { attendance, quizzes, notes } : defaultRetention,
    ...{ onFromDay, isSaved, today: studyDay(now, timeZone) }
  };
}

/** For queries from `member_records`: whether there is anything that a rule would remove. */
export const hasAny = (
  { $client: sql }: { $client: Db['$client'] | Transaction },
  rule: RetentionRule
) => {
  switch (rule) {
    case 'attendance':
      return sql`(exists (select from intervals
          where intervals.school_id = member_records.school_id and record_id = member_records.id)
        or exists (select from attendances
          where attendances.school_id = member_records.school_id and record_id = member_records.id))`;
    case 'quizzes':
      return sql`exists (select from attempts join quizzes on quizzes.id = quiz_id
        where attempts.account_id = member_records.account_id
          and quizzes.school_id = member_records.school_id)`;
    case 'notes':
      return sql`(exists (select from reports where reports.account_id = member_records.account_id
          and reports.school_id = member_records.school_id)
        or exists (select from announcement_deliveries join announcements
          on announcements.id = announcement_id
          where announcement_deliveries.account_id = member_records.account_id
            and announcements.school_id = member_records.school_id)
        or exists (select from quiz_allowances join quizzes on quizzes.id = quiz_id
          where quiz_allowances.account_id = member_records.account_id
            and quizzes.school_id = member_records.school_id)
        or exists (select from assignment_extensions
          where assignment_extensions.school_id = member_records.school_id
            and record_id = member_records.id))`;
  }
};

/** For queries from `member_records`: a hold stands, or a request to amend waits. */
export const isKept = ({ $client: sql }: { $client: Db['$client'] | Transaction }) => sql`
  (exists (select from record_holds as holds
    where holds.school_id = member_records.school_id and holds.record_id = member_records.id
      and releases is null and not exists (select from record_holds as released
        where released.school_id = holds.school_id and released.releases = holds.id))
  or exists (select from amendment_requests
    where amendment_requests.school_id = member_records.school_id
      and amendment_requests.record_id = member_records.id
      and not exists (select from amendment_steps
        where amendment_steps.school_id = amendment_requests.school_id
          and request_id = amendment_requests.id and kind <> 'statement')))`;

/** What a rule would do. */
export interface Foreseen {
  rule: RetentionRule;
  months: number | null;
  /** Of how many students something would be removed on the date. */
  due: number;
  /** Due as well, and kept by a hold or a request that waits. */
  kept: number;
  /** When the next after that would be due; null where there is none. */
  next: string | null;
}

export interface Preview {
  /** The next date on which removing would run. */
  on: string;
  /** Students who have left and of whom there is a record. */
  left: number;
  rules: Foreseen[];
}

/** @returns what these months would remove, if removing were on */
async function preview(
  db: Db,
  school: string,
  months: RetentionMonths,
  firstDay: number
): Promise<Preview> {
  const sql = db.$client;
  const [counted] = await sql<{ left: number }[]>`
    select count(*)::int as left from member_records
    where school_id = ${school} and left_day is not null`;
  const rules = await Promise.all(
    retentionRules.map(async (rule): Promise<Foreseen> => {
      const own = months[rule];
      if (own === null) return { rule, months: null, due: 0, kept: 0, next: null };
      const rows = await sql<{ leftDay: number; kept: boolean; count: number }[]>`
        select left_day as "leftDay", ${isKept(db)} as kept, count(*)::int as count
        from member_records
        where school_id = ${school} and left_day is not null and ${hasAny(db, rule)}
        group by 1, 2`;
      const days = rows.map((row) => ({ ...row, due: dueDay(row.leftDay, own) }));
      const sum = (kept: boolean) =>
        days
          .filter((one) => one.due <= firstDay && one.kept === kept)
          .reduce((total, { count }) => total + count, 0);
      const later = days.filter(({ due }) => due > firstDay).map(({ due }) => due);
      const next = later.length > 0 ? dateOf(Math.min(...later)) : null;
      return { rule, months: own, due: sum(false), kept: sum(true), next };
    })
  );
  return { on: dateOf(firstDay), left: counted!.left, rules };
}

/** @returns the settings with what they would do; null unless the actor may set them */
export async function find(
  db: Db,
  actor: Actor,
  school: string,
  now: Date
): Promise<(Retention & { isSaved: boolean; preview: Preview }) | null> {
  if (!can(actor, 'record.manage', { school })) return null;
  const { months, onFromDay, today, isSaved } = await settingsOf(db, school, now);
  const firstDay = Math.max(today + 1, onFromDay ?? 0);
  return {
    ...{ months, isSaved, onFrom: onFromDay === null ? null : dateOf(onFromDay) },
    preview: await preview(db, school, months, firstDay)
  };
}

/**
 * Sets how long what is kept. Removing begins on the day after it was turned on, at the earliest.
 * @returns whether the actor may
 */
export async function save(
  db: Db,
  change: Change,
  { months, on }: RetentionInput
): Promise<boolean> {
  const { actor, school, now } = change;
  if (!can(actor, 'record.manage', { school })) return false;
  await db.$client.begin(async (tx) => {
    await tx`select from schools where id = ${school} for no key update`;
    const before = await settingsOf({ $client: tx }, school, now);
    // Shorter months that nobody has looked at begin a day later too.
    const isSame =
      before.onFromDay !== null &&
      retentionRules.every((rule) => months[rule] === before.months[rule]);
    const onFromDay = !on ? null : isSame ? before.onFromDay : before.today + 1;
    await tx`
      insert into retention_settings (school_id, attendance_months, quiz_months, note_months,
        on_from_day, changed_at)
      values (${school}, ${months.attendance}, ${months.quizzes}, ${months.notes}, ${onFromDay},
        ${now.toISOString()})
      on conflict (school_id) do update set attendance_months = excluded.attendance_months,
        quiz_months = excluded.quiz_months, note_months = excluded.note_months,
        on_from_day = excluded.on_from_day, changed_at = excluded.changed_at`;
    const subject = {
      months,
      on,
      before: { months: before.months, on: before.onFromDay !== null }
    };
    await noteChange(tx, change, 'retention.set', subject);
  });
  return true;
}
