import { json } from '@sveltejs/kit';
import { studentReport } from '$lib/server/student-completion';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewed } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const found = await studentReport(db, actor, school.id, event.params.student, now);
  if (!found) return problem(404, 'Not found', 'There is no such student of this school');
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewed(db, look, { record: found.student }, 'completions');
  return json(found);
}
