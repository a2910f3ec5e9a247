import { error } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireClass } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { namedIn, weakSpots } from '$lib/server/weak-spots';

export async function load(event) {
  const { actor, school, filter, cohorts, change } = await requireClass(db, event);
  const spots = await weakSpots(db, actor, school.id, filter, change.now);
  if (!spots) error(404, 'There is no such school of yours');
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'quizzes', namedIn(spots), event.url.pathname + event.url.search);
  return { filter, cohorts, spots };
}
