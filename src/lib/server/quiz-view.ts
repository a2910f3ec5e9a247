/** Quizzes as a student meets them: what to expect, what is left to do, and how it went. */
import { eq } from 'drizzle-orm';
import { allowanceOf } from './allowances';
import { settleExpired } from './attempt-ends';
import { attemptColumns, list as listAttempts, supply, type Attempt } from './attempts';
import * as courses from './courses';
import type { Db } from './db/connect';
import { attempts, quizAllowances } from './db/schema/quizzes';
import * as quizzes from './quizzes';
import type { Actor } from '../domain/actor';
import { mayTell } from '../domain/attempt';
import type { Shortage } from '../domain/draw';
import { isFinal, noAllowance, type Allowance, type QuizRules } from '../domain/quiz';

export interface AttemptSummary {
  id: string;
  number: number;
  startedAt: string;
  deadlineAt: string | null;
  /** Null while it is open. */
  finishedAt: string | null;
  endedBy: Attempt['endedBy'];
  /** Whether its result may be seen; until then score and passed are null. */
  told: boolean;
  score: number | null;
  passed: boolean | null;
}

export interface QuizSummary {
  id: string;
  title: string;
  /** A practice exam, which is everybody's. */
  practice: boolean;
  /** For staff, who may look at it at any time: their attempts count nowhere. */
  trial: boolean;
  questions: number;
  /** With the extra time of this student; null for no limit. */
  minutes: number | null;
  opensAt: string | null;
  closesAt: string | null;
  /** Null for any number; an open one is no longer left. */
  attemptsLeft: number | null;
  /** Where it stands: to go on with, to begin, not open yet, or over. */
  standing: 'open' | 'ready' | 'later' | 'over';
  /** Why none can begin, as a sentence; null where one can, or one is open. */
  refused: string | null;
  /** Oldest first. */
  attempts: AttemptSummary[];
}

export interface QuizView extends QuizSummary {
  instructions: string;
  passMark: number | null;
  feedback: QuizRules['feedback'];
  linear: boolean;
  mustFinish: boolean;
  /** An answer counts as it is given. */
  final: boolean;
  /** Areas for which the bank holds too few questions. */
  shortages: (Shortage & { title: string })[];
}

/** @returns the quizzes that the actor may sit, newest first; four queries */
export async function list(db: Db, actor: Actor, now: Date): Promise<QuizSummary[]> {
  await settleExpired(db, now, actor.id);
  const [offered, sat, granted] = await Promise.all([
    quizzes.list(db, actor),
    db
      .select(attemptColumns)
      .from(attempts)
      .where(eq(attempts.accountId, actor.id))
      .orderBy(attempts.number),
    db.select().from(quizAllowances).where(eq(quizAllowances.accountId, actor.id))
  ]);
  return offered.map((quiz) =>
    summarise(
      actor,
      quiz,
      sat.filter((attempt) => attempt.quiz === quiz.id),
      granted.find(({ quizId }) => quizId === quiz.id) ?? noAllowance,
      now
    )
  );
}

/** @returns what Today reminds of: attempts that are open, and quizzes of a school to be done */
export async function waiting(db: Db, actor: Actor, now: Date): Promise<QuizSummary[]> {
  const quizzes = await list(db, actor, now);
  return quizzes.filter(
    ({ standing, practice, trial, attempts }) =>
      standing === 'open' || (standing === 'ready' && !practice && !trial && attempts.length === 0)
  );
}

/** @returns one quiz with its rules, or null where there is none for this actor */
export async function find(db: Db, actor: Actor, id: string, now: Date): Promise<QuizView | null> {
  const quiz = await quizzes.find(db, actor, id);
  if (!quiz) return null;
  const [sat, allowance, { questions, shortages }] = await Promise.all([
    listAttempts(db, actor.id, id, now),
    allowanceOf(db, id, actor.id),
    supply(db, quiz)
  ]);
  const rules = quizzes.rulesFor(quiz, questions);
  const { areas } = courses.outline();
  return {
    ...summarise(actor, { ...quiz, rules }, sat, allowance, now),
    questions,
    instructions: rules.instructions,
    passMark: rules.passMark,
    feedback: rules.feedback,
    linear: rules.linear,
    mustFinish: rules.mustFinish,
    final: isFinal(rules),
    shortages: shortages.map((shortage) => ({
      ...shortage,
      title: areas[shortage.area]?.title ?? shortage.area
    }))
  };
}

function summarise(
  actor: Actor,
  quiz: quizzes.Quiz,
  sat: readonly Attempt[],
  allowance: Allowance,
  now: Date
): QuizSummary {
  const { rules } = quiz;
  const trial = quizzes.isStaff(actor, quiz);
  const standing = { finished: sat.length, allowance };
  const isOpen = sat.some(({ finishedAt }) => finishedAt === null);
  const refused = isOpen || trial ? null : quizzes.refusalOf(quiz, standing, now);
  const isLater = refused !== null && rules.opensAt !== null && now < new Date(rules.opensAt);
  return {
    id: quiz.id,
    title: rules.title,
    practice: quiz.school === null,
    trial,
    questions: asked(rules),
    minutes: rules.minutes === null ? null : rules.minutes + allowance.extraMinutes,
    opensAt: rules.opensAt,
    closesAt: rules.closesAt,
    attemptsLeft:
      rules.attempts === null
        ? null
        : Math.max(0, rules.attempts + allowance.extraAttempts - sat.length),
    standing: isOpen ? 'open' : refused === null ? 'ready' : isLater ? 'later' : 'over',
    refused,
    attempts: sat.map((attempt) => summariseAttempt(attempt, quiz, trial))
  };
}

function summariseAttempt(
  attempt: Attempt,
  { releasedAt }: quizzes.Quiz,
  trial: boolean
): AttemptSummary {
  const { id, number, startedAt, deadlineAt, finishedAt, endedBy, score, passed } = attempt;
  const told = mayTell(attempt.rules, { finishedAt, releasedAt }) || (trial && finishedAt !== null);
  return {
    id,
    number,
    startedAt: startedAt.toISOString(),
    deadlineAt: deadlineAt?.toISOString() ?? null,
    finishedAt: finishedAt?.toISOString() ?? null,
    endedBy,
    told,
    score: told ? score : null,
    passed: told ? passed : null
  };
}

/** How many questions a quiz asks, where the bank holds enough. */
function asked({ composition }: QuizRules): number {
  switch (composition.kind) {
    case 'chosen':
      return composition.items.length;
    case 'drawn':
      return Object.values(composition.areas).reduce((sum, count) => sum + count, 0);
    case 'exam':
      return composition.questions;
  }
}
