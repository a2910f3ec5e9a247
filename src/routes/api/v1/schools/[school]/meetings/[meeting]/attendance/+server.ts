import { json } from '@sveltejs/kit';
import { Sheet } from '$lib/domain/attendance';
import { mark, sheet } from '$lib/server/attendances';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { find } from '$lib/server/meetings';
import { problem, readJson, refusedField } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

const missing = () => problem(404, 'Not found', 'There is no such meeting, or it was called off');

export async function GET(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const { meeting } = event.params;
  if (!(await find(db, actor, school.id, meeting))) return missing();
  const students = await sheet(db, actor, school.id, meeting);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  await viewedMany(db, look, 'hours', students.length, meeting);
  return json({ students });
}

export async function PUT(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const body = await readJson(event.request, Sheet);
  if (!body.ok) return body.response;
  const { meeting } = event.params;
  const taken = await mark(db, change, meeting, body.data);
  if (taken.outcome === 'missing') return missing();
  if (taken.outcome === 'invalid') return refusedField(taken.field, taken.error);
  const { changed, kept } = taken;
  return json({ changed, kept, students: await sheet(db, actor, school.id, meeting) });
}
