import { json } from '@sveltejs/kit';
import * as progress from '$lib/server/assignment-progress';
import { recordOf } from '$lib/server/assignment-record';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const found = await progress.find(db, actor, school.id, event.params.assignment);
  if (!found) return problem(404, 'Not found', 'There is no such assignment of this school');
  const students = await progress.studentsOf(db, actor, school.id, found, change.now);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'assignments', students.length, found.id);
  return json({ ...recordOf(found, change.today), progress: students });
}
