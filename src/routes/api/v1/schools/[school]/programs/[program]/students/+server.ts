import { ProgramStudents } from '$lib/domain/program';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { problem, readJson, refusedField } from '$lib/server/problem';
import { enroll } from '$lib/server/programs';

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, ProgramStudents);
  if (!body.ok) return body.response;
  const { students, started, weeklyHours } = body.data;
  const { program } = event.params;
  const done = await enroll(db, change, students, { program, started, weeklyHours });
  if (done.outcome === 'invalid') return refusedField('program', done.error);
  return done.outcome === 'done'
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'Not all of them are students whom you may enroll');
}
