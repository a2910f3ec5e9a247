import { isReleased, phaseOf } from '$lib/domain/quiz-phase';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';
import * as results from '$lib/server/results';

const none = { finished: 0, running: 0, students: 0, ungraded: 0 };

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const [own, activity] = await Promise.all([
    quizzes.listForStaff(db, actor, school.id),
    results.activity(db, actor, school.id)
  ]);
  return {
    quizzes: own.map((quiz) => ({
      id: quiz.id,
      title: quiz.rules.title,
      opensAt: quiz.rules.opensAt,
      closesAt: quiz.rules.closesAt,
      phase: phaseOf(quiz, now),
      released: isReleased(quiz),
      ...(activity.get(quiz.id) ?? none)
    }))
  };
}
