import { json } from '@sveltejs/kit';
import { studentReport } from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await studentReport(db, actor, school.id, event.params.student, new Date());
  return found ? json(found) : problem(404, 'Not found', 'There is no such student of this school');
}
