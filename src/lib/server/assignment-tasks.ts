/** Assignments of all kinds but practice: what they ask must be there, and is for everybody alike. */
import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { bank } from './bank';
import type { Db } from './db/connect';
import * as quizzes from './quizzes';
import * as topics from './weak-topic';
import { can, type Actor } from '../domain/actor';
import type { Task } from '../domain/assignment';
import type { NewTask } from '../domain/assignment-input';
import { QuizRules, type NewQuiz } from '../domain/quiz';

/** What is asked, as it is called, and the quiz that is to be made for it; or what to mend. */
export type Asked =
  { title: string; task: Task; quiz?: NewQuiz } | { field: string; error: string };

/** Looks up what an assignment asks. */
export async function look(db: Db, actor: Actor, school: string, asked: NewTask): Promise<Asked> {
  switch (asked.kind) {
    case 'lessons':
      return lessonsTask(db, school, asked.lessons);
    case 'quiz': {
      const quiz = await quizzes.find(db, actor, asked.quiz);
      if (!quiz || quiz.archivedAt || (quiz.school !== null && quiz.school !== school))
        return { field: 'quiz', error: 'There is no such quiz to sit' };
      return { title: quiz.rules.title, task: { kind: 'quiz', subject: { quiz: quiz.id } } };
    }
    case 'recall': {
      const topic = await topics.find(db, actor, school, asked.topic);
      if (!topic) return { field: 'topic', error: 'There is no such topic' };
      const { share, answers } = asked;
      const subject = { topic: topic.key, share, answers };
      return { title: topic.title, task: { kind: 'recall', subject } };
    }
    case 'note':
      return noteTask(db, actor, school, asked.item);
  }
}

async function lessonsTask(db: Db, school: string, ids: readonly string[]): Promise<Asked> {
  const rows = await db.$client<{ id: string; title: string }[]>`
    select id, title from lessons
    where id = any(${ids as string[]}::text[]) and retired_at is null
      and (school_id is null or school_id = ${school})`;
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  const unknown = ids.find((id) => !titles.has(id));
  if (unknown !== undefined)
    return { field: 'lessons', error: `There is no lesson "${unknown}" to read: take it out` };
  const rest = ids.length - 1;
  const more = rest === 0 ? '' : ` and ${rest} more`;
  return {
    title: `${titles.get(ids[0]!)!}${more}`,
    task: { kind: 'lessons', subject: { lessons: [...ids] } }
  };
}

const longestTitle = 100;

/** A case note is written in a quiz of that one question, which its instructors grade. */
async function noteTask(db: Db, actor: Actor, school: string, item: string): Promise<Asked> {
  const [found] = await bank(db, school, null, [item]);
  const { content } = found ?? {};
  if (content?.type !== 'note' || content.form !== 'written')
    return { field: 'item', error: 'There is no such case note to write' };
  const name = content.case?.title ?? content.stem;
  const short = name.length > longestTitle ? `${name.slice(0, longestTitle - 1)}…` : name;
  const title = `Case note: ${short}`;
  const known = await quizOf(db, school, item);
  if (known !== null) return { title, task: { kind: 'note', subject: { item, quiz: known } } };
  if (!can(actor, 'quiz.manage', { school }))
    return { field: 'item', error: 'You may not make the quiz that it is written in' };
  const quiz = { id: randomUUID(), ...rulesOf(title, item) };
  return { title, task: { kind: 'note', subject: { item, quiz: quiz.id } }, quiz };
}

/** The quiz that an earlier assignment of the same note was written in, unless it was put away. */
async function quizOf({ $client: sql }: Db, school: string, item: string): Promise<string | null> {
  const [row] = await sql<{ id: string }[]>`
    select quizzes.id from assignments join quizzes on quizzes.id = subject->>'quiz'
    where assignments.school_id = ${school} and kind = 'note' and subject->>'item' = ${item}
      and archived_at is null
    order by quizzes.created_at limit 1`;
  return row?.id ?? null;
}

const rulesOf = (title: string, item: string): QuizRules =>
  v.parse(QuizRules, {
    title,
    instructions: 'Write the note as you would in the record. Your instructor reads and grades it.',
    composition: { kind: 'chosen', items: [item] },
    shuffle: false,
    ...{ minutes: null, attempts: null, opensAt: null, closesAt: null, passMark: null },
    feedback: 'at-end',
    linear: false,
    mustFinish: false
  });
