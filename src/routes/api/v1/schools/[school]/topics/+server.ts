import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';
import { namedIn, weakSpots } from '$lib/server/weak-spots';

export async function GET(event) {
  const { actor, school, filter, change } = await requireClass(db, event);
  const spots = await weakSpots(db, actor, school.id, filter, change.now);
  if (!spots) return problem(404, 'Not found', 'There is no such school of yours');
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'quizzes', namedIn(spots), event.url.pathname + event.url.search);
  return json(spots);
}
