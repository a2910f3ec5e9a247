/** An attempt as its learner may see it: while it runs, and afterwards. */
import { result, type Result } from './attempt-result';
import { find, type Attempt } from './attempts';
import type { Db } from './db/connect';
import { show, type QuestionView } from './question-view';
import * as quizzes from './quizzes';
import { reckon } from './reckoning';
import * as signOffs from './sign-offs';
import type { Actor } from '../domain/actor';
import { isFinal } from '../domain/quiz';

export interface OpenAttempt {
  id: string;
  quiz: string;
  title: string;
  number: number;
  startedAt: string;
  /** Null where there is no time limit. */
  deadlineAt: string | null;
  /** The server's clock, by which the time is counted. */
  now: string;
  /** No way back: `questions` holds the present one only. */
  linear: boolean;
  /** Whether nothing may be left open. */
  mustFinish: boolean;
  /** An answer counts as it is given. */
  final: boolean;
  feedback: Attempt['rules']['feedback'];
  total: number;
  answered: number;
  questions: QuestionView[];
}

/** @returns an attempt that is open, without anything that may not be told yet */
export async function open(db: Db, attempt: Attempt, now: Date): Promise<OpenAttempt> {
  const [reckoned] = await db.$client.begin((tx) => reckon(db, tx, [attempt.id]));
  const { questions } = reckoned!;
  const { rules } = attempt;
  const answered = questions.filter((question) => question.answered).length;
  const present = rules.linear
    ? await db.$client<{ position: number }[]>`
        select count(*)::int as position from attempt_answers where attempt_id = ${attempt.id}`
    : [];
  const shown = rules.linear
    ? questions.filter(({ position }) => position === present[0]!.position)
    : questions;
  const signed = await signOffs.forAttempt(db, attempt);
  return {
    id: attempt.id,
    quiz: attempt.quiz,
    title: rules.title,
    number: attempt.number,
    startedAt: attempt.startedAt.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
    now: now.toISOString(),
    linear: rules.linear,
    mustFinish: rules.mustFinish,
    final: isFinal(rules),
    feedback: rules.feedback,
    total: questions.length,
    answered,
    questions: shown.map((question) =>
      show(attempt.id, question, rules.feedback === 'at-once' && question.answered, signed)
    )
  };
}

export type AttemptView = ({ state: 'open' } & OpenAttempt) | ({ state: 'finished' } & Result);

/** @returns the actor's own attempt as it may be seen now, or null where there is none */
export async function view(
  db: Db,
  actor: Actor,
  id: string,
  now: Date
): Promise<AttemptView | null> {
  const attempt = await find(db, actor.id, id, now);
  if (!attempt) return null;
  if (!attempt.finishedAt) return { state: 'open', ...(await open(db, attempt, now)) };
  const quiz = await quizzes.find(db, actor, attempt.quiz);
  const isStaff = quiz !== null && quizzes.isStaff(actor, quiz);
  const released = quiz ?? { releasedAt: null };
  return { state: 'finished', ...(await result(db, attempt, released, isStaff)) };
}
