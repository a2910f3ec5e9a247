/** What rules of completion name, and what they may name: for pages. */
import { bank, type BankItem } from './bank';
import { askedBy, topicsOf } from './completion-facts';
import { catalogue } from './courses';
import type { Db } from './db/connect';
import * as skills from './skills';
import * as topics from './topics';
import type { Actor } from '../domain/actor';
import type { Names } from '../domain/completion-words';
import type { Rule } from '../domain/completion-rule';
import { topicKinds } from '../domain/topic';

/** @returns what quizzes, topics and skills of the rules are called */
export async function namesFor(db: Db, school: string, rules: readonly Rule[]): Promise<Names> {
  const asked = askedBy(rules);
  const [lessons, quizzes, found, own] = await Promise.all([
    db.$client<{ id: string; title: string }[]>`
      select id, title from lessons where id = any(${asked.lessons}::text[])`,
    db.$client<{ id: string; title: string }[]>`
      select id, rules->>'title' as title from quizzes
      where id = any(${asked.quizzes}::text[]) and (school_id is null or school_id = ${school})`,
    asked.topics.length === 0 ? [] : topicsOf(db, school, asked.topics),
    db.$client<{ id: string; title: string }[]>`
      select id, title from skills
      where school_id = ${school} and id = any(${asked.skills}::uuid[])`
  ]);
  const byId = (rows: readonly { id: string; title: string }[]) =>
    Object.fromEntries(rows.map(({ id, title }) => [id, title]));
  return {
    lessons: byId(lessons),
    quizzes: byId(quizzes),
    topics: Object.fromEntries(found.map(({ key, title }) => [key, title])),
    skills: byId(own)
  };
}

export interface Choice {
  id: string;
  title: string;
}

/** @returns the quizzes of a school that can be sat, and the practice exams */
export const quizChoices = async (db: Db, school: string): Promise<Choice[]> => [
  ...(await db.$client<Choice[]>`
    select id, rules->>'title' as title from quizzes
    where archived_at is null and (school_id is null or school_id = ${school})
    order by school_id is null, created_at desc, id`)
];

/**
 * @param all the bank of the school, where it is at hand
 * @returns topics with the number of their questions: modules first, then lessons, then areas
 */
export async function topicChoices(
  db: Db,
  school: string,
  all: Promise<BankItem[]> | null = null
): Promise<{ kind: (typeof topicKinds)[number]; topics: (Choice & { questions: number })[] }[]> {
  const kinds = ['module', 'lesson', 'area'] as const;
  const lists = await topics.lists(db, school, kinds, all);
  return kinds.map((kind, i) => ({
    kind,
    topics: lists[i]!.map(({ key, title, items }) => ({ id: key, title, questions: items.length }))
  }));
}

/** @returns the skills that are signed off still */
export const skillChoices = async (db: Db, actor: Actor, school: string): Promise<Choice[]> =>
  (await skills.list(db, actor, school))
    .filter(({ retiredAt }) => retiredAt === null)
    .map(({ id, title }) => ({ id, title }));

/** @returns the case notes that can be assigned to be written */
const notesOf = (all: readonly BankItem[]): Choice[] =>
  all.flatMap(({ item, content }) =>
    content.type === 'note' && content.form === 'written'
      ? [{ id: item, title: content.case?.title ?? content.stem }]
      : []
  );

/** @returns what of the bank can be assigned: topics, and case notes */
export async function bankChoices(db: Db, school: string) {
  const all = bank(db, school, null);
  const [topics, items] = await Promise.all([topicChoices(db, school, all), all]);
  return { topics, notes: notesOf(items) };
}

/** @returns the lessons of a school that can be read, by course */
export async function lessonChoices(
  db: Db,
  school: string
): Promise<{ course: string; lessons: Choice[] }[]> {
  const rows = await db.$client<{ course: string; lessons: Choice[] }[]>`
    select coalesce(courses.title, lessons.course) as course,
      jsonb_agg(jsonb_build_object('id', lessons.id, 'title', lessons.title)
        order by lessons.position) as lessons
    from lessons left join courses on courses.id::text = lessons.course
    where retired_at is null and (lessons.school_id is null or lessons.school_id = ${school})
    group by lessons.course, courses.title order by min(lessons.position)`;
  const shipped = new Map(catalogue().courses.map(({ slug, title }) => [slug, title]));
  return rows.map(({ course, lessons }) => ({ course: shipped.get(course) ?? course, lessons }));
}
