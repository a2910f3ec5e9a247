import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';
import { weakTopic } from '$lib/server/weak-topic';

export async function GET(event) {
  const { actor, school, filter, change } = await requireClass(db, event);
  const { topic } = event.params;
  const found = await weakTopic(db, actor, school.id, topic, filter.cohort, change.now);
  if (!found) return problem(404, 'Not found', 'There is no such topic');
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'quizzes', found.students.length, topic);
  return json(found);
}
