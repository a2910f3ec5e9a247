import { json } from '@sveltejs/kit';
import { NamedSchool } from '$lib/domain/school';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import * as schools from '$lib/server/schools';

export async function GET(event) {
  const { school } = await requireStaff(db, event);
  return json(school);
}

export async function PATCH(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, NamedSchool);
  if (!body.ok) return body.response;
  const { name } = body.data;
  if (!(await schools.rename(db, actor, school, name, new Date())))
    return problem(404, 'Not found', 'Only an admin of the school gives it a name');
  return json({ ...school, name });
}
