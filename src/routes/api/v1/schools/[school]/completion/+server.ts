import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { CompletionFilter } from '$lib/domain/completion-filter';
import * as report from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const { searchParams } = event.url;
  const filter = v.parse(CompletionFilter, Object.fromEntries(searchParams));
  const key = searchParams.get('course') ?? '';
  const found = await report.report(db, actor, school.id, key, filter, new Date());
  if (!found) return problem(404, 'Not found', 'There is no such course: name it in "course"');
  const look = { actor, school: school.id, way: 'api', now: new Date() } as const;
  await viewedMany(db, look, 'completions', found.rows.length, event.url.search);
  const { course, rule: _, ...rest } = found;
  const { title, address, open } = course;
  return json({ course: { key: course.key, title, address, open }, ...rest });
}
