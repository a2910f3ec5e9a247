import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { hoursRecordOf } from '$lib/server/hour-record';
import { ofStudent } from '$lib/server/hours';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const hours = await ofStudent(db, actor, school, event.params.student, new Date());
  return hours
    ? json(hoursRecordOf(hours))
    : problem(404, 'Not found', 'There is no such student of this school');
}
