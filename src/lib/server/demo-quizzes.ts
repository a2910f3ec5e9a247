/** Quizzes of the demo school with attempts, played through the functions that students use. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { Learner } from './answers';
import { save } from './attempt-answers';
import * as attempts from './attempts';
import { bank, type BankItem } from './bank';
import type { Db } from './db/connect';
import { versionKey, versions } from './items';
import * as quizzes from './quizzes';
import type { Actor } from '../domain/actor';
import { keyOf, type Item } from '../domain/items/registry';
import { compose } from '../domain/items/soap';
import type { QuizRules } from '../domain/quiz';
import { seededRandom } from '../domain/shuffle';

const minute = 60_000;
const day = 24 * 60 * minute;

export interface DemoStudent extends Learner {
  skill: number;
}

const rules = (title: string, items: BankItem[], change: Partial<QuizRules>): QuizRules => ({
  title,
  instructions: 'Answer from what you have read; no notes.',
  composition: { kind: 'chosen', items: items.map(({ item }) => item) },
  shuffle: true,
  minutes: 15,
  attempts: 2,
  opensAt: null,
  closesAt: null,
  passMark: 0.7,
  feedback: 'at-end',
  linear: false,
  mustFinish: false,
  ...change
});

/**
 * Three quizzes: one that is over for everybody, one whose results wait to be released, and a
 * written note, which waits to be graded.
 */
export async function seedQuizzes(
  db: Db,
  staff: Actor,
  school: string,
  students: readonly DemoStudent[],
  now: Date
): Promise<void> {
  const all = await bank(db, school, null);
  const choices = all.filter(({ content }) => content.type === 'choice');
  const kept = choices.filter(({ reserved }) => reserved);
  // What waits for release is held back elsewhere: better what nobody reviews yet.
  const held = [...kept, ...choices.filter(({ reserved }) => !reserved).reverse()].slice(0, 6);
  const open = choices.filter((question) => !held.includes(question)).slice(0, 8);

  const first = await add(db, staff, school, rules('First check: words and worlds', open, {}), now);
  for (const [i, student] of students.entries())
    await sit(db, student, first, new Date(now.getTime() - (6 - i / 8) * day));
  await sit(db, students.at(-1)!, first, new Date(now.getTime() - 2 * day));

  const change: Partial<QuizRules> = { feedback: 'on-release', attempts: 1, linear: true };
  const midterm = rules('Midterm: two intentions', held, change);
  const second = await add(db, staff, school, midterm, now);
  for (const [i, student] of students.slice(0, -1).entries())
    await sit(db, student, second, new Date(now.getTime() - (1 - i / 8) * day));

  const written = all.filter(
    ({ content }) => content.type === 'note' && content.form === 'written'
  );
  const task = rules('A note after the visit', written.slice(0, 1), { attempts: 1, minutes: 30 });
  const third = await add(db, staff, school, task, now);
  for (const [i, student] of students.entries())
    await sit(db, student, third, new Date(now.getTime() - (3 - i / 8) * day));
}

async function add(db: Db, staff: Actor, school: string, made: QuizRules, now: Date) {
  const quiz = { id: randomUUID(), ...made };
  await quizzes.create(db, staff, school, quiz, new Date(now.getTime() - 7 * day));
  const found = await quizzes.findForStaff(db, staff, quiz.id);
  if (!found) throw new Error(`No demo quiz: ${made.title}`);
  return found;
}

/** One attempt from start to end; the chances are the same at every start. */
async function sit(db: Db, student: DemoStudent, quiz: quizzes.Quiz, at: Date): Promise<void> {
  const actor = {
    id: student.id,
    memberships: [{ school: quiz.school!, role: 'student' as const }]
  };
  const started = await attempts.start(db, actor, quiz, at);
  if ('error' in started) return;
  const { id, number } = started.attempt;
  const asked = await db.$client<{ item: string; version: number }[]>`
    select item_id as item, item_version as version from attempt_items
    where attempt_id = ${id} order by position`;
  const contents = await versions(db, asked);
  const random = seededRandom(`${quiz.rules.title} ${student.skill} ${number}`);
  const sent = asked.map(({ item, version }, position) => ({
    id: v7(),
    position,
    response: answer(contents.get(versionKey(item, version))!, student.skill, random),
    answeredAt: new Date(at.getTime() + (position + 1) * minute).toISOString(),
    latencyMs: Math.round(8000 + random() * 40_000)
  }));
  const end = new Date(at.getTime() + (asked.length + 1) * minute);
  await save(db, student, id, sent, end);
  await attempts.handIn(db, student.id, id, end);
}

function answer(item: Item, skill: number, random: () => number): Record<string, unknown> {
  if (item.type === 'note' && item.form === 'written') {
    // Whoever knows less leaves a part out.
    const { assessment, ...rest } = item.model;
    return { text: compose({ ...rest, assessment: random() < skill ? assessment : '' }) };
  }
  if (item.type !== 'choice' || random() < skill) return keyOf(item);
  const wrong = item.options.filter((option) => !option.correct);
  return { option: wrong[Math.floor(random() * wrong.length)]!.id };
}
