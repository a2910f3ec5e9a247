import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { weakTopic } from '$lib/server/weak-topic';

export async function GET(event) {
  const { actor, school, filter, change } = await requireClass(db, event);
  const { topic } = event.params;
  const found = await weakTopic(db, actor, school.id, topic, filter.cohort, change.now);
  return found ? json(found) : problem(404, 'Not found', 'There is no such topic');
}
