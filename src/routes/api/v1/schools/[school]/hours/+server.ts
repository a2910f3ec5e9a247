import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { summaries } from '$lib/server/hours';
import { problem } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';
import { HoursFilter } from '$lib/domain/hours-filter';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.safeParse(HoursFilter, Object.fromEntries(event.url.searchParams));
  if (!filter.success) return problem(422, 'Not a filter', filter.issues[0].message);
  const { from, until, cohort } = filter.output;
  const students = await summaries(db, actor, school.id, {
    ...{ from: from ?? undefined, until: until ?? undefined, cohort }
  });
  const look = { actor, school: school.id, way: 'api', now: new Date() } as const;
  await viewedMany(db, look, 'hours', students.length, event.url.search);
  return json({ students });
}
