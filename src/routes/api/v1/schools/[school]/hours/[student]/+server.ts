import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { hoursRecordOf } from '$lib/server/hour-record';
import { ofStudent } from '$lib/server/hours';
import { problem } from '$lib/server/problem';
import { viewed } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const hours = await ofStudent(db, actor, school, event.params.student, now);
  if (!hours) return problem(404, 'Not found', 'There is no such student of this school');
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewed(db, look, { record: hours.student.id }, 'hours');
  return json(hoursRecordOf(hours));
}
