import { json } from '@sveltejs/kit';
import { arrange, readQuery } from '$lib/domain/quiz-results';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import * as results from '$lib/server/results';

const noStore = { headers: { 'cache-control': 'no-store' } };

export async function GET(event) {
  const { actor, school, quiz } = await requireQuiz(db, event);
  const query = readQuery(event.url.searchParams);
  const now = new Date();
  const rows = await results.results(db, actor, quiz, now, query.former === 'yes');
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewedMany(db, look, 'quizzes', rows.length, quiz.id);
  return json({ results: arrange(rows, query) }, noStore);
}
