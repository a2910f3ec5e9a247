import { json } from '@sveltejs/kit';
import { arrange, readQuery } from '$lib/domain/quiz-results';
import { db } from '$lib/server/db/pool';
import { requireQuiz } from '$lib/server/guard';
import * as results from '$lib/server/results';

const noStore = { headers: { 'cache-control': 'no-store' } };

export async function GET(event) {
  const { actor, quiz } = await requireQuiz(db, event);
  const query = readQuery(event.url.searchParams);
  const rows = await results.results(db, actor, quiz, new Date(), query.former === 'yes');
  return json({ results: arrange(rows, query) }, noStore);
}
