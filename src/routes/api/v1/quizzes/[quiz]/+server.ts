import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { find } from '$lib/server/quiz-view';

export async function GET(event) {
  const { actor } = requireAccount(event);
  const quiz = await find(db, actor, event.params.quiz, new Date());
  return quiz ? json(quiz) : problem(404, 'Not found', 'There is no such quiz for you');
}
