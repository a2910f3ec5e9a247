import * as v from 'valibot';
import { BankFilter } from '$lib/domain/bank-filter';
import * as bankList from '$lib/server/bank-list';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as lessonPlaces from '$lib/server/lesson-places';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(BankFilter, Object.fromEntries(event.url.searchParams));
  const [found, counts, modules] = await Promise.all([
    bankList.list(db, actor, school.id, filter),
    bankList.counts(db, actor, school.id),
    lessonPlaces.choices(db, school.id)
  ]);
  return {
    filter,
    ...found,
    pages: Math.ceil(found.total / bankList.pageLength),
    counts,
    modules,
    areas: Object.entries(courses.outline().areas).map(([area, { title }]) => ({ area, title }))
  };
}
