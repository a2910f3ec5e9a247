/** What the logs tell of students of a school, for how they stand: a few queries for any number. */
import * as classRecall from './class-recall';
import type { Db } from './db/connect';
import { progress } from './assignment-done';
import type { Topic } from './topics';
import { riskRules, type RiskFacts } from '../domain/at-risk';
import { studyDay } from '../domain/day';
import { scheduled } from '../domain/hour-progress';
import type { Evidence } from '../domain/readiness';

/** A student of whom it is reckoned; days are study days. */
export interface Standee {
  account: string;
  record: string;
  zone: string;
  today: number;
  joinedDay: number;
  onLeave: boolean;
  cohorts: string[];
}

/** @returns the students of a school, in the order of their ids */
export async function standees(db: Db, school: string, now: Date): Promise<Standee[]> {
  const rows = await db.$client<
    (Omit<Standee, 'today' | 'onLeave'> & { from: number | null; until: number })[]
  >`
    select members.account_id as account, member_records.id as record, time_zone as zone,
      joined_day as "joinedDay", leave_from as from, coalesce(leave_until, 1e9)::int as until,
      array(select cohort_id from cohort_members where cohort_members.school_id = ${school}
        and cohort_members.account_id = members.account_id) as cohorts
    from members join accounts on accounts.id = members.account_id
      join member_records on member_records.school_id = members.school_id
        and member_records.account_id = members.account_id
    where members.school_id = ${school} and members.role = 'student'
    order by members.account_id`;
  return rows.map(({ from, until, ...row }) => {
    const today = studyDay(now, row.zone);
    return { ...row, today, onLeave: from !== null && from <= today && today <= until };
  });
}

const placed = (students: readonly Standee[]) =>
  students.map(({ account, today }) => ({ id: account, today }));

/** @returns the last study day of each on which anything was answered or finished until `now` */
export async function lastDays(db: Db, students: readonly Standee[], now: Date) {
  const rows = await db.$client<{ place: number; day: number | null; read: string | null }[]>`
    select place::int, day, to_jsonb(at) as read
    from (select account_id, place from ${classRecall.learners(db, placed(students))}) as learner
      left join lateral (select study_day as day from answers
        where answers.account_id = learner.account_id and received_at <= ${now.toISOString()}
        order by study_day desc limit 1) as answered on true
      left join lateral (select max(completed_at) as at from completions
        where completions.account_id = learner.account_id
          and completed_at <= ${now.toISOString()}) as finished on true`;
  return new Map(
    rows.map(({ place, day, read }): [string, number | null] => {
      const { account, zone } = students[place - 1]!;
      const readDay = read === null ? null : studyDay(new Date(read), zone);
      const last = Math.max(day ?? -Infinity, readDay ?? -Infinity);
      return [account, last === -Infinity ? null : last];
    })
  );
}

export interface Memory {
  questions: number;
  recall: number | null;
  overdue: number;
}

/** @returns what each remembers now of all that was ever answered; what was set aside is not due */
export async function memories(db: Db, students: readonly Standee[]): Promise<Map<string, Memory>> {
  const rows = await db.$client<({ account: string } & Memory)[]>`
    with curve as materialized (${classRecall.curves(db)})
    select cards.account_id as account, count(*)::int as questions,
      avg(${classRecall.recallOnDay(db)}) as recall,
      (count(*) filter (where due_day <= day - ${riskRules.overdue.days}::int
        and card_marks.item_id is null))::int as overdue
    from ${classRecall.learners(db, placed(students))} join cards using (account_id)
      join curve on version = weights_version
      join items on items.id = cards.item_id and items.retired_at is null
      left join card_marks on card_marks.account_id = cards.account_id
        and card_marks.item_id = cards.item_id
    group by cards.account_id`;
  return new Map(rows.map(({ account, ...row }) => [account, row]));
}

/** @returns of each student, in their order, what is known by area: `topics` in their order */
export async function evidence(
  db: Db,
  students: readonly Standee[],
  topics: readonly Topic[]
): Promise<Evidence[][]> {
  const ids = topics.map(({ items }) => items.map(({ item }) => item));
  const [sums, firsts] = await Promise.all([
    classRecall.sums(db, placed(students), ids),
    db.$client<{ place: number; topic: number; first: number; right: number }[]>`
      with asked as materialized (select * from unnest(${ids.flat()}::text[],
        ${ids.flatMap((of, topic) => of.map(() => topic))}::int[]) as asked (item_id, topic))
      select place::int, topic, count(*)::int as first,
        (count(*) filter (where score = 1))::int as right
      from ${classRecall.learners(db, placed(students))} join cards using (account_id)
        join asked using (item_id)
        cross join lateral (select score, hint from counting_answers
          where counting_answers.account_id = cards.account_id
            and counting_answers.item_id = cards.item_id
          order by answered_at, counting_answers.id limit 1) as given
      where not hint
      group by place, topic`
  ]);
  const found = new Map(firsts.map((row) => [`${row.place} ${row.topic}`, row]));
  return students.map((_, at) =>
    topics.map(({ items }, topic) => {
      const { answered, sum } = sums[topic]!.get(at) ?? { answered: 0, sum: 0 };
      const { first = 0, right = 0 } = found.get(`${at + 1} ${topic}`) ?? {};
      return { items: items.length, answered, recall: sum, first, firstRight: right };
    })
  );
}

export interface Assigned {
  open: number;
  late: number;
  lateDays: number | null;
  assignment: string | null;
}

/** What was due longer ago nobody waits for. */
const forgottenAfter = 120;

/** @returns what each has not done yet of what was assigned */
export async function assignments(db: Db, school: string, students: readonly Standee[]) {
  const rows = await db.$client<({ account: string } & Assigned)[]>`
    select learner.account_id as account,
      (count(*) filter (where assignment_students.due_day >= day))::int as open,
      (count(*) filter (where assignment_students.due_day < day))::int as late,
      nullif(greatest(0, max(day - assignment_students.due_day)), 0) as "lateDays",
      (array_agg(assignments.id order by assignment_students.due_day, assignments.id)
        filter (where assignment_students.due_day < day))[1] as assignment
    from assignments
      join assigned as assignment_students on assignment_id = assignments.id
      join ${classRecall.learners(db, placed(students))}
        on learner.account_id = assignment_students.account_id
      cross join ${progress(db)}
    where assignments.school_id = ${school} and withdrawn_at is null and done < total
      and assignment_students.due_day > day - ${forgottenAfter}::int
    group by learner.account_id`;
  return new Map(rows.map(({ account, ...row }) => [account, row]));
}

/** @returns the clock hours of each by the ledger, and by the plan of the program if there is one */
export async function hours(
  db: Db,
  school: string,
  students: readonly Standee[],
  { minutesPerHour }: { minutesPerHour: number }
): Promise<Map<string, { done: number; scheduled: number | null }>> {
  const hourMs = minutesPerHour * 60_000;
  const rows = await db.$client<
    { record: string; ms: number; started: number; weekly: number | null; hours: number | null }[]
  >`
    select record, coalesce(sums.ms, 0)::float8 as ms, started_day as started,
      weekly_hours as weekly, (content->>'hours')::float8 as hours
    from unnest(${students.map(({ record }) => record)}::uuid[]) as record
      left join (select record_id, sum(ms) as ms from hour_entries where school_id = ${school}
        group by record_id) as sums on sums.record_id = record
      left join lateral (select program_id, version, started_day, weekly_hours
        from program_students where school_id = ${school} and program_students.record_id = record
        order by at desc, id desc limit 1) as followed on true
      left join program_versions on program_versions.school_id = ${school}
        and program_versions.program_id = followed.program_id
        and program_versions.version = followed.version`;
  const today = new Map(students.map((student) => [student.record, student.today]));
  return new Map(
    rows.map(({ record, ms, started, weekly, hours: required }) => {
      const plan =
        required === null
          ? null
          : scheduled(weekly, started, today.get(record)!, required * hourMs, hourMs);
      return [record, { done: ms / hourMs, scheduled: plan === null ? null : plan / hourMs }];
    })
  );
}

/** @returns of each student the share of the cohorts', or the school's, others who study of late */
export function othersActive(
  students: readonly Standee[],
  last: ReadonlyMap<string, number | null>
): (student: Standee) => RiskFacts['othersActive'] {
  const isActive = ({ account, today }: Standee) =>
    today - (last.get(account) ?? -1e9) < riskRules.idle.activeDays;
  const groups = new Map<string, { all: number; active: number }>();
  const groupsOf = ({ cohorts }: Standee) => (cohorts.length > 0 ? cohorts : ['']);
  for (const student of students.filter(({ onLeave }) => !onLeave))
    for (const key of new Set([...groupsOf(student), ''])) {
      const group = groups.get(key) ?? { all: 0, active: 0 };
      groups.set(key, {
        all: group.all + 1,
        active: group.active + Number(isActive(student))
      });
    }
  return (student) => {
    const own = Number(isActive(student));
    const shares = groupsOf(student).flatMap((key) => {
      const { all = 0, active = 0 } = groups.get(key) ?? {};
      return all > 1 ? [(active - own) / (all - 1)] : [];
    });
    return shares.length > 0 ? Math.max(...shares) : null;
  };
}
