/** What a finished attempt came to, as far as it may be told. */
import type { Attempt } from './attempts';
import * as courses from './courses';
import type { Db } from './db/connect';
import * as signOffs from './sign-offs';
import { show, type QuestionView } from './question-view';
import type { Quiz } from './quizzes';
import { reckon, type Reckoned } from './reckoning';
import { mayTell } from '../domain/attempt';
import { wilson, type Share } from '../domain/interval';
import type { Signed } from '../domain/sign-off';

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
  quiz: Pick<Quiz, 'releasedAt'>,
  isStaff = false
): Promise<Result> {
  const [reckoned] = await db.$client.begin((tx) => reckon(db, tx, [attempt.id]));
  const { questions } = reckoned!;
  const { rules, finishedAt, endedBy } = attempt;
  const told = isStaff || mayTell(rules, { finishedAt, releasedAt: quiz.releasedAt });
  const signed = told ? await signOffs.forAttempt(db, attempt) : new Map<string, Signed>();
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
    questions: told ? questions.map((question) => show(attempt.id, question, true, signed)) : []
  };
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
