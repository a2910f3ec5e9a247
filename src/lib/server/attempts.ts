/** Attempts at quizzes: beginning one, and finding it again from anywhere. */
import { randomUUID } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { validate } from 'uuid';
import { allowanceOf } from './allowances';
import { finish, settleExpired } from './attempt-ends';
import { bank } from './bank';
import * as courses from './courses';
import type { Db } from './db/connect';
import { attemptItems, attempts } from './db/schema/quizzes';
import { isStaff, refusalOf, rulesFor, type Quiz } from './quizzes';
import type { Actor } from '../domain/actor';
import { deadlineOf } from '../domain/attempt';
import { compose, demand, shortagesOf, type Shortage } from '../domain/draw';
import { seededRandom } from '../domain/shuffle';
import type { QuizRules } from '../domain/quiz';

export interface Attempt {
  id: string;
  quiz: string;
  account: string;
  number: number;
  trial: boolean;
  rules: QuizRules;
  startedAt: Date;
  deadlineAt: Date | null;
  finishedAt: Date | null;
  endedBy: 'learner' | 'time' | null;
  score: number | null;
  passed: boolean | null;
}

export const attemptColumns = {
  id: attempts.id,
  quiz: attempts.quizId,
  account: attempts.accountId,
  number: attempts.number,
  trial: attempts.trial,
  rules: attempts.rules,
  startedAt: attempts.startedAt,
  deadlineAt: attempts.deadlineAt,
  finishedAt: attempts.finishedAt,
  endedBy: attempts.endedBy,
  score: attempts.score,
  passed: attempts.passed
};

/** @returns the attempts of an account at a quiz, oldest first; those whose time ran out are over */
export async function list(db: Db, account: string, quiz: string, now: Date): Promise<Attempt[]> {
  await settleExpired(db, now, account);
  return db
    .select(attemptColumns)
    .from(attempts)
    .where(and(eq(attempts.quizId, quiz), eq(attempts.accountId, account)))
    .orderBy(attempts.number);
}

/** @returns the account's own attempt, or null; one whose time ran out is over */
export async function find(
  db: Db,
  account: string,
  id: string,
  now: Date
): Promise<Attempt | null> {
  await settleExpired(db, now, account);
  return read(db, account, id);
}

async function read(db: Db, account: string, id: string): Promise<Attempt | null> {
  if (!validate(id)) return null;
  const [attempt] = await db
    .select(attemptColumns)
    .from(attempts)
    .where(and(eq(attempts.id, id), eq(attempts.accountId, account)));
  return attempt ?? null;
}

/**
 * Begins an attempt, or finds the one that is open: two tabs that begin at once get the same.
 * Its rules, questions and their versions stay as they are now.
 * @returns the attempt, or a sentence that says why none can begin
 */
export async function start(
  db: Db,
  actor: Actor,
  quiz: Quiz,
  now: Date
): Promise<{ attempt: Attempt; isNew: boolean } | { error: string }> {
  const earlier = await list(db, actor.id, quiz.id, now);
  const open = earlier.find(({ finishedAt }) => finishedAt === null);
  if (open) return { attempt: open, isNew: false };

  const trial = isStaff(actor, quiz);
  const allowance = await allowanceOf(db, quiz.id, actor.id);
  const refused = refusalOf(quiz, { finished: earlier.length, allowance }, now);
  if (refused && !trial) return { error: refused };

  const id = randomUUID();
  const { composition } = quiz.rules;
  const only = composition.kind === 'chosen' ? composition.items : null;
  const questions = await bank(db, quiz.school, actor.id, only);
  const weights = weightsOf();
  const chosen = compose(quiz.rules, questions, weights, seededRandom(id));
  if (chosen.length === 0) return { error: 'There is no question in the bank for this quiz yet' };
  const rules = rulesFor(quiz, chosen.length);
  const versionOf = new Map(questions.map(({ item, version }) => [item, version]));

  const isNew = await db.transaction(async (tx) => {
    const made = await tx
      .insert(attempts)
      .values({
        id,
        quizId: quiz.id,
        accountId: actor.id,
        number: earlier.length + 1,
        trial,
        rules,
        startedAt: now,
        deadlineAt: deadlineOf(trial ? { ...rules, closesAt: null } : rules, allowance, now)
      })
      .onConflictDoNothing()
      .returning({ id: attempts.id });
    if (made.length === 0) return false;
    await tx.insert(attemptItems).values(
      chosen.map((item, position) => ({
        attemptId: id,
        position,
        itemId: item,
        itemVersion: versionOf.get(item)!
      }))
    );
    return true;
  });
  // Another tab was faster: its attempt is this one.
  if (!isNew) return start(db, actor, quiz, now);
  return { attempt: (await read(db, actor.id, id))!, isNew };
}

/** How well the bank can fill a quiz: the questions there are, and the areas that fall short. */
export async function supply(
  db: Db,
  quiz: Pick<Quiz, 'school' | 'rules'>
): Promise<{ questions: number; shortages: Shortage[] }> {
  const { composition } = quiz.rules;
  if (composition.kind === 'chosen') return { questions: composition.items.length, shortages: [] };
  const { bank: suited, wanted } = demand(
    composition,
    await bank(db, quiz.school, null),
    weightsOf()
  );
  const shortages = shortagesOf(suited, wanted);
  const missing = shortages.reduce((sum, { wanted, available }) => sum + wanted - available, 0);
  const asked = Object.values(wanted).reduce((sum, count) => sum + count, 0);
  return { questions: asked - missing, shortages };
}

const weightsOf = (): Record<string, number> =>
  Object.fromEntries(
    Object.entries(courses.outline().areas).map(([area, { weight }]) => [area, weight])
  );

/** Ends the account's own attempt. @returns null where there is no such attempt */
export async function handIn(
  db: Db,
  account: string,
  id: string,
  now: Date
): Promise<Attempt | null> {
  if (!(await read(db, account, id))) return null;
  await finish(db, id, now);
  return read(db, account, id);
}
