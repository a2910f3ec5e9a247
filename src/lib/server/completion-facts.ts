/** What is known of students of all that rules of completion ask: a few queries for any number. */
import * as classRecall from './class-recall';
import type { RuledCourse } from './completion-course';
import { creditedHours } from './credited-hours';
import type { Db } from './db/connect';
import { finishedLessons } from './finished-lessons';
import * as topics from './topics';
import type {
  Facts,
  LessonFact,
  QuizFact,
  SkillFact,
  TopicFact
} from '../domain/completion-clauses';
import type { Requirement, Rule } from '../domain/completion-rule';
import { kindOf } from '../domain/topic';

/** A student of a school, for whom something is reckoned. */
export interface Student {
  account: string;
  record: string;
  /** The study day where the student is. */
  today: number;
}

/** All that some rules ask, each once. */
export interface Asked {
  lessons: string[];
  quizzes: string[];
  topics: string[];
  skills: string[];
  hours: boolean;
}

export function askedBy(rules: readonly Rule[]): Asked {
  const all = rules.flat();
  const of = <K extends Requirement['kind']>(kind: K) =>
    all.filter((asked): asked is Extract<Requirement, { kind: K }> => asked.kind === kind);
  const once = (ids: string[]) => [...new Set(ids)];
  return {
    lessons: once(of('lessons').flatMap(({ lessons }) => lessons)),
    quizzes: once(of('quiz').map(({ quiz }) => quiz)),
    topics: once(of('recall').map(({ topic }) => topic)),
    skills: once(of('skill').map(({ skill }) => skill)),
    hours: of('hours').length > 0
  };
}

/** @returns by account what is known of each */
export async function gather(
  db: Db,
  school: string,
  course: RuledCourse,
  asked: Asked,
  students: readonly Student[]
): Promise<Map<string, Facts>> {
  const [lessons, quizzes, known, skills, hours] = await Promise.all([
    lessonFacts(db, course, asked.lessons, students),
    quizFacts(db, school, asked.quizzes, students),
    topicFacts(db, school, asked.topics, students),
    skillFacts(db, school, asked.skills, students),
    asked.hours
      ? creditedHours(db, school, students.map(({ record }) => record)) // prettier-ignore
      : new Map<string, number>()
  ]);
  return new Map(
    students.map(({ account, record }, place) => [
      account,
      {
        lessons: lessons(account),
        quizzes: quizzes(account),
        topics: known(place),
        skills: skills(record),
        hours: hours.get(record) ?? null
      }
    ])
  );
}

/**
 * For queries: a question that is asked of whoever had finished its lesson by `finished`. One that
 * was added later is not, nor one that is withdrawn.
 */
export const isAskedSince = ({ $client: sql }: Db) => sql`
  items.retired_at is null and not reserved and exists (select from item_versions
    where item_versions.item_id = items.id and created_at <= finished.completed_at)`;

async function lessonFacts(
  db: Db,
  course: RuledCourse,
  ids: readonly string[],
  students: readonly Student[]
): Promise<(account: string) => ReadonlyMap<string, LessonFact>> {
  const asked = ids.flatMap((id) => course.lessons.get(id) ?? []);
  const rows = await finishedLessons(
    db,
    asked.flatMap(({ ways }) => ways),
    students.map(({ account }) => account)
  );
  const found = new Map(rows.map((row) => [`${row.account} ${row.lesson}`, row.unanswered]));
  return (account) =>
    new Map(
      asked.map(({ id, title, shown, ways }) => {
        const done = ways.flatMap(({ lesson }) => found.get(`${account} ${lesson}`) ?? []);
        const unanswered = done.length > 0 ? Math.min(...done) : 0;
        return [id, { title, shown, finished: done.length > 0, unanswered }];
      })
    );
}

/**
 * For queries: the attempts that count for completion. What is not told to the student yet does
 * not, nor one left unfinished where that must not be.
 */
export const counts = ({ $client: sql }: Db) => sql`
  not trial and logged_at is not null and score is not null
  and not ((attempts.rules->'mustFinish')::boolean and exists (select from attempt_items
    where attempt_id = attempts.id and answer_id is null and not dropped))`;

async function quizFacts(
  db: Db,
  school: string,
  ids: readonly string[],
  students: readonly Student[]
): Promise<(account: string) => ReadonlyMap<string, QuizFact>> {
  if (ids.length === 0) return () => new Map();
  const [quizzes, rows] = await Promise.all([
    db.$client<{ id: string; title: string; offered: boolean }[]>`
      select id, rules->>'title' as title, archived_at is null as offered from quizzes
      where id = any(${ids as string[]}::text[]) and (school_id is null or school_id = ${school})`,
    db.$client<{ account: string; quiz: string; best: number }[]>`
      select account_id as account, quiz_id as quiz, max(score) as best from attempts
      where account_id = any(${students.map(({ account }) => account)}::uuid[])
        and quiz_id = any(${ids as string[]}::text[]) and ${counts(db)}
      group by 1, 2`
  ]);
  const best = new Map(rows.map((row) => [`${row.account} ${row.quiz}`, row.best]));
  return (account) =>
    new Map(
      quizzes.map(({ id, ...quiz }) => [
        id,
        { ...quiz, best: best.get(`${account} ${id}`) ?? null }
      ])
    );
}

/** @returns the topics of these keys that have questions still */
export async function topicsOf(
  db: Db,
  school: string,
  keys: readonly string[]
): Promise<topics.Topic[]> {
  const kinds = [...new Set(keys.flatMap((key) => kindOf(key) ?? []))];
  return (await topics.lists(db, school, kinds)).flat().filter(({ key }) => keys.includes(key));
}

async function topicFacts(
  db: Db,
  school: string,
  keys: readonly string[],
  students: readonly Student[]
): Promise<(place: number) => ReadonlyMap<string, TopicFact>> {
  if (keys.length === 0) return () => new Map();
  const found = await topicsOf(db, school, keys);
  const among = students.map(({ account, today }) => ({ id: account, today }));
  const sums = await classRecall.sums(
    db,
    among,
    found.map(({ items }) => items.map(({ item }) => item))
  );
  return (place) =>
    new Map(
      found.map(({ key, title, items }, topic) => {
        const { answered, sum } = sums[topic]!.get(place) ?? { answered: 0, sum: 0 };
        const recall = answered > 0 ? sum / answered : null;
        return [key, { title, questions: items.length, answered, recall }];
      })
    );
}

async function skillFacts(
  db: Db,
  school: string,
  ids: readonly string[],
  students: readonly Student[]
): Promise<(record: string) => ReadonlyMap<string, SkillFact>> {
  if (ids.length === 0) return () => new Map();
  const [skills, rows] = await Promise.all([
    db.$client<{ id: string; title: string }[]>`
      select id, title from skills
      where school_id = ${school} and id = any(${ids as string[]}::uuid[])`,
    db.$client<{ record: string; skill: string; kind: string }[]>`
      select distinct on (record_id, skill_id) record_id as record, skill_id as skill, kind
      from skill_sign_offs where school_id = ${school}
        and record_id = any(${students.map(({ record }) => record)}::uuid[])
        and skill_id = any(${ids as string[]}::uuid[])
      order by record_id, skill_id, at desc, id desc`
  ]);
  const standing = new Map(rows.map((row) => [`${row.record} ${row.skill}`, row.kind]));
  return (record) =>
    new Map(
      skills.map(({ id, title }) => [
        id,
        { title, signed: standing.get(`${record} ${id}`) === 'signed' }
      ])
    );
}
