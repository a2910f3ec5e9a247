/** An attempt as its learner may see it: while it runs, and afterwards. */
import { find, type Attempt } from './attempts';
import * as courses from './courses';
import type { Db } from './db/connect';
import { toResult } from './grading';
import { reckon, type Reckoned } from './reckoning';
import * as quizzes from './quizzes';
import type { Actor } from '../domain/actor';
import type { GradedAnswer } from '../domain/answer';
import { mayTell, showingOf } from '../domain/attempt';
import { wilson, type Share } from '../domain/interval';
import {
  grade,
  parseResponse,
  promptOf,
  needsGrader,
  waitsForGrader,
  type Item,
  type Prompt,
  type Response
} from '../domain/items/registry';
import { isFinal } from '../domain/quiz';
import { seededRandom } from '../domain/shuffle';

export interface QuestionView {
  position: number;
  item: string;
  version: number;
  prompt: Prompt;
  response: Response | null;
  /** Null as long as it may not be told, or waits for an instructor. */
  verdict: GradedAnswer | null;
  /** Taken out of the reckoning, because the question was at fault. */
  dropped: boolean;
  /** Its key was mended after it was asked: the verdict is by the mended one. */
  corrected: boolean;
}

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

/** The answer of whoever gave none. */
function emptyTo(content: Item): Response {
  const parsed = parseResponse(content, {});
  if ('error' in parsed) throw new Error(parsed.error);
  return parsed.response;
}

/** A question as it is shown: its order stays the same however often the page is loaded. */
function show(
  attempt: string,
  question: Reckoned['questions'][number],
  isTold: boolean
): QuestionView {
  const { position, item, version, content, mended, response, dropped } = question;
  const prompt = promptOf(content, seededRandom(showingOf(attempt, item)));
  return {
    ...{ position, item, version, response, dropped },
    prompt: { ...prompt, hint: null },
    verdict: isTold ? verdictOf(question) : null,
    corrected: isTold && mended !== null
  };
}

/**
 * By the mended key where it can read the answer; the score is what the answer is worth now.
 * @returns null where an instructor has yet to grade it
 */
function verdictOf({
  content,
  mended,
  response,
  score,
  dropped
}: Reckoned['questions'][number]): GradedAnswer | null {
  if (response !== null && waitsForGrader(content, response)) return null;
  const given = response ?? emptyTo(content);
  const isRead = mended && !needsGrader(content) && 'response' in parseResponse(mended, given);
  const key = isRead ? mended : content;
  const told = { next: null, ...toResult(key, grade(key, given)) };
  if (!mended || dropped || score === null) return told;
  return { ...told, score, correct: score === 1 };
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
      show(attempt.id, question, rules.feedback === 'at-once' && question.answered)
    )
  };
}

export interface AreaResult extends Share {
  area: string;
  title: string;
  /** Points, and the most there could be. */
  points: number;
  questions: number;
}

export interface Result {
  id: string;
  quiz: string;
  title: string;
  number: number;
  startedAt: string;
  finishedAt: string;
  endedBy: 'learner' | 'time';
  total: number;
  answered: number;
  /** Whether anything may be told yet; if not, all below is empty. */
  told: boolean;
  /** Null where it may not be told, or an instructor has yet to grade a note. */
  score: number | null;
  passed: boolean | null;
  passMark: number | null;
  /** Written notes that wait for an instructor. */
  ungraded: number;
  areas: AreaResult[];
  /** Lessons of the questions that were missed, the most missed first. */
  readAgain: { lesson: string; title: string; missed: number }[];
  questions: QuestionView[];
}

/** @returns a finished attempt, as far as the learner, or with `isStaff` staff, may see it */
export async function result(
  db: Db,
  attempt: Attempt,
  quiz: Pick<quizzes.Quiz, 'releasedAt'>,
  isStaff = false
): Promise<Result> {
  const [reckoned] = await db.$client.begin((tx) => reckon(db, tx, [attempt.id]));
  const { questions } = reckoned!;
  const { rules, finishedAt, endedBy } = attempt;
  const told = isStaff || mayTell(rules, { finishedAt, releasedAt: quiz.releasedAt });
  const counting = told ? questions.filter(({ dropped }) => !dropped) : [];
  return {
    id: attempt.id,
    quiz: attempt.quiz,
    title: rules.title,
    number: attempt.number,
    startedAt: attempt.startedAt.toISOString(),
    finishedAt: finishedAt!.toISOString(),
    endedBy: endedBy!,
    total: questions.length,
    answered: questions.filter(({ answered }) => answered).length,
    told,
    score: told ? attempt.score : null,
    passed: told ? attempt.passed : null,
    passMark: rules.passMark,
    ungraded: counting.filter(({ score }) => score === null).length,
    areas: areasOf(counting),
    readAgain: await lessonsOf(db, counting),
    questions: told ? questions.map((question) => show(attempt.id, question, true)) : []
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

/** Points by area of the outline, in its order. */
function areasOf(questions: Reckoned['questions']): AreaResult[] {
  return Object.entries(courses.outline().areas).flatMap(([area, { title }]) => {
    const scores = questions.flatMap(({ content, score }) =>
      content.area === area && score !== null ? [score] : []
    );
    if (scores.length === 0) return [];
    const points = scores.reduce((sum, score) => sum + score, 0);
    return [{ area, title, points, questions: scores.length, ...wilson(points, scores.length) }];
  });
}

async function lessonsOf(db: Db, questions: Reckoned['questions']): Promise<Result['readAgain']> {
  const missed = questions.flatMap(({ item, score }) =>
    score !== null && score < 1 ? [item] : []
  );
  return db.$client<Result['readAgain']>`
    select lessons.id as lesson, title, count(*)::int as missed
    from items join lessons on lessons.id = items.lesson_id
    where items.id = any(${missed}::text[]) and lessons.retired_at is null
    group by lessons.id order by missed desc, lessons.position`;
}
