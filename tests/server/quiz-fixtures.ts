/** A school with a quiz, and what a student does in it. */
import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import { learner, noon } from './fixtures';
import type { Learner } from '../../src/lib/server/answers';
import * as attempts from '../../src/lib/server/attempts';
import { save } from '../../src/lib/server/attempt-answers';
import type { Db } from '../../src/lib/server/db/connect';
import { members, schools } from '../../src/lib/server/db/schema/accounts';
import * as quizzes from '../../src/lib/server/quizzes';
import type { Actor, Role } from '../../src/lib/domain/actor';
import type { AttemptSubmissionInput } from '../../src/lib/domain/answer';
import type { NewQuiz, QuizRulesInput } from '../../src/lib/domain/quiz';

/** Rules that allow almost everything; `change` says what a test is about. */
export const rules = (change: Partial<QuizRulesInput> = {}) => ({
  title: 'A quiz',
  instructions: '',
  composition: { kind: 'chosen' as const, items: ['one', 'two', 'three'] },
  shuffle: false,
  minutes: null,
  attempts: null,
  opensAt: null,
  closesAt: null,
  passMark: 0.6,
  feedback: 'at-end' as const,
  linear: false,
  mustFinish: false,
  ...change
});

export const newQuiz = (change: Partial<QuizRulesInput> = {}) =>
  ({ id: randomUUID(), ...rules(change) }) as NewQuiz;

export async function addSchool(db: Db): Promise<string> {
  const id = randomUUID();
  await db.insert(schools).values({ id, slug: id, name: 'A school', createdAt: noon });
  return id;
}

/** A new account that is a member of a school: as who learns, and as who acts. */
export async function addMember(
  db: Db,
  school: string,
  role: Role = 'student'
): Promise<Learner & Actor> {
  const person = await learner(db);
  await db.insert(members).values({ schoolId: school, accountId: person.id, role, joinedAt: noon });
  return { ...person, memberships: [{ school, role }] };
}

export async function addQuiz(
  db: Db,
  staff: Actor,
  change: Partial<QuizRulesInput> = {}
): Promise<quizzes.Quiz> {
  const made = await quizzes.create(db, staff, staff.memberships[0]!.school, newQuiz(change), noon);
  if (!made || made === 'taken' || 'error' in made) throw new Error(JSON.stringify(made));
  return (await quizzes.find(db, staff, made.id))!;
}

/** Begins an attempt that must be possible. */
export async function begin(db: Db, actor: Actor, quiz: quizzes.Quiz, now = noon) {
  const started = await attempts.start(db, actor, quiz, now);
  if ('error' in started) throw new Error(started.error);
  return started.attempt;
}

/** As a browser sends it. */
export const given = (
  position: number,
  response: Record<string, unknown>,
  at = noon
): AttemptSubmissionInput => ({
  id: v7(),
  position,
  response,
  answeredAt: at.toISOString(),
  latencyMs: 4000
});

/** Answers one question. */
export async function answer(
  db: Db,
  learner: Learner,
  attempt: { id: string },
  position: number,
  option: string | null,
  now = noon
) {
  const results = await save(db, learner, attempt.id, [given(position, { option }, now)], now);
  return results![0]!;
}
