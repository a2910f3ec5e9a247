import { isReleased, phaseOf } from '$lib/domain/quiz-phase';
import { supply } from '$lib/server/attempts';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';

export async function load(event) {
  const { quiz } = await requireQuiz(db, event);
  const { rules } = quiz;
  return {
    quiz: {
      id: quiz.id,
      rules,
      phase: phaseOf(quiz, new Date()),
      released: isReleased(quiz),
      supply: await supply(db, quiz)
    }
  };
}
