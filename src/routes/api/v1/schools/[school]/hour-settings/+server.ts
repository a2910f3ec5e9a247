import { json } from '@sveltejs/kit';
import { HourSettings } from '$lib/domain/hour-settings';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { find, save } from '$lib/server/hour-settings';
import { problem, readJson } from '$lib/server/problem';

export async function GET(event) {
  const { school } = await requireStaff(db, event);
  return json(await find(db, school.id));
}

export async function PUT(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, HourSettings);
  if (!body.ok) return body.response;
  if (!(await save(db, actor, school.id, body.data, new Date())))
    return problem(403, 'Not yours to change', 'Ask an admin of the school to change this');
  return json(body.data);
}
