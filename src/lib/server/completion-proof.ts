/** By what a student has met a rule: rows of the logs by their ids, and when the last of them came. */
import { curves, recallOnDay } from './class-recall';
import type { RuledCourse } from './completion-course';
import { askedBy, counts, isAskedSince, topicsOf, type Student } from './completion-facts';
import { hoursProof } from './credited-hours';
import type { Db } from './db/connect';
import { stands } from './finished-lessons';
import type { Evidence } from '../domain/completion-evidence';
import type { Rule } from '../domain/completion-rule';

export interface Proof {
  evidence: Evidence;
  /** The moment of the newest of what it names; null where it names nothing. */
  at: Date | null;
}

/** @param begunAt when the student began the course, where that decides which rule holds */
export async function proofOf(
  db: Db,
  school: string,
  course: RuledCourse,
  rule: Rule,
  student: Student,
  begunAt: Date | null
): Promise<Proof> {
  const asked = askedBy([rule]);
  const hoursAsked = Math.max(0, ...rule.map((one) => (one.kind === 'hours' ? one.hours : 0)));
  const withChecks = rule.some((one) => one.kind === 'lessons' && one.checks);
  const [lessons, quizzes, topics, skills, hours] = await Promise.all([
    lessonProof(db, course, asked.lessons, withChecks, student),
    quizProof(db, asked.quizzes, student),
    topicProof(db, school, asked.topics, student),
    skillProof(db, school, asked.skills, student),
    hoursAsked > 0 ? hoursProof(db, school, student.record, hoursAsked) : null
  ]);
  const there = new Set(lessons.map(({ lesson }) => lesson));
  const gone = asked.lessons.filter(
    (id) => !there.has(id) && (course.lessons.get(id)?.shown ?? null) === null
  );
  const known = new Set(topics.map(({ topic }) => topic));
  const moments = [
    ...lessons.flatMap(({ finishedAt, at }) => [finishedAt, at]),
    ...[...quizzes, ...skills, ...topics].map(({ at }) => at),
    hours?.at ?? null
  ].flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  return {
    evidence: {
      begunAt: begunAt?.toISOString() ?? null,
      lessons: lessons.map(withoutAt),
      excused: [...gone, ...asked.topics.filter((key) => !known.has(key))],
      quizzes: quizzes.map(withoutAt),
      topics: topics.map(withoutAt),
      skills: skills.map(withoutAt),
      hours: hours && withoutAt(hours)
    },
    at: moments.length > 0 ? new Date(Math.max(...moments)) : null
  };
}

type Timed<Entry> = Entry & { at: string | null };

const withoutAt = <Entry extends { at: string | null }>({ at: _, ...shown }: Entry) => shown;

/** Of the ways of a lesson the one that is done: finished, and its questions answered if asked. */
async function lessonProof(
  db: Db,
  course: RuledCourse,
  ids: readonly string[],
  withChecks: boolean,
  { account }: Student
): Promise<Timed<Evidence['lessons'][number]>[]> {
  const asked = ids.flatMap((id) => course.lessons.get(id) ?? []);
  const checks = asked.flatMap(({ ways }) =>
    ways.flatMap(({ lesson, checks }) => checks.map((item) => ({ lesson, item })))
  );
  const rows = await db.$client<
    {
      lesson: string;
      finishedAt: string;
      left: number;
      checks: Record<string, string>;
      at: string | null;
    }[]
  >`
    with check_of as (
      select * from unnest(${checks.map(({ lesson }) => lesson)}::text[],
        ${checks.map(({ item }) => item)}::text[]) as check_of (lesson_id, item_id))
    select finished.lesson_id as lesson, to_jsonb(finished.completed_at) as "finishedAt",
      given.left, given.checks, to_jsonb(given.at) as at
    from completions as finished cross join lateral (
      select (count(*) filter (where first.id is null))::int as left, max(first.received_at) as at,
        coalesce(jsonb_object_agg(items.id, first.id) filter (where first.id is not null), '{}')
          as checks
      from check_of join items on items.id = check_of.item_id
        left join lateral (
          select answers.id, received_at from answers
          where answers.account_id = finished.account_id and answers.item_id = items.id
            and ${stands(db)}
          order by answered_at, answers.id limit 1) as first on true
      where check_of.lesson_id = finished.lesson_id and ${isAskedSince(db)}) as given
    where finished.account_id = ${account}
      and finished.lesson_id = any(${asked.flatMap(({ ways }) => ways.map(({ lesson }) => lesson))}::text[])`;
  const found = new Map(rows.map((row) => [row.lesson, row]));
  return asked.flatMap(({ id, ways }) => {
    const done = ways
      .flatMap(({ lesson }) => found.get(lesson) ?? [])
      .sort((a, b) => a.left - b.left)[0];
    if (!done || (withChecks && done.left > 0)) return [];
    const finishedAt = new Date(done.finishedAt).toISOString();
    const { checks, at } = withChecks ? done : { checks: {}, at: null };
    return [{ lesson: id, finishedAt, checks, at }];
  });
}

const quizProof = async (
  db: Db,
  ids: readonly string[],
  { account }: Student
): Promise<Timed<Evidence['quizzes'][number]>[]> =>
  ids.length === 0
    ? []
    : db.$client<Timed<Evidence['quizzes'][number]>[]>`
        select distinct on (quiz_id) quiz_id as quiz, attempts.id as attempt, score,
          to_jsonb(finished_at) as at
        from attempts where account_id = ${account}
          and quiz_id = any(${ids as string[]}::text[]) and ${counts(db)}
        order by quiz_id, score desc, finished_at, attempts.id`;

async function topicProof(
  db: Db,
  school: string,
  keys: readonly string[],
  { account, today }: Student
): Promise<Timed<Evidence['topics'][number]>[]> {
  if (keys.length === 0) return [];
  const found = await topicsOf(db, school, keys);
  return Promise.all(
    found.map(async ({ key, items }) => {
      const [row] = await db.$client<{ answers: string[]; recall: number; at: string | null }[]>`
        with curve as materialized (${curves(db)})
        select coalesce(avg(${recallOnDay(db)}), 0) as recall,
          (select to_jsonb(max(received_at)) from answers where account_id = ${account}
            and item_id = any(${items.map(({ item }) => item)}::text[])) as at,
          coalesce(jsonb_agg(last_answer_id order by cards.item_id), '[]') as answers
        from (select ${today}::int as day) as today cross join cards
          join curve on version = weights_version
        where cards.account_id = ${account}
          and cards.item_id = any(${items.map(({ item }) => item)}::text[])`;
      return { topic: key, day: today, questions: items.length, ...row! };
    })
  );
}

const skillProof = async (
  db: Db,
  school: string,
  ids: readonly string[],
  { record }: Student
): Promise<Timed<Evidence['skills'][number]>[]> =>
  ids.length === 0
    ? []
    : db.$client<Timed<Evidence['skills'][number]>[]>`
        select skill, "signOff", to_jsonb(at) as at from (
          select distinct on (skill_id) skill_id as skill, id as "signOff", kind, at
          from skill_sign_offs
          where school_id = ${school} and record_id = ${record}
            and skill_id = any(${ids as string[]}::uuid[])
          order by skill_id, at desc, id desc) as newest
        where kind = 'signed'`;
