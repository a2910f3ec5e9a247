import * as v from 'valibot';
import { typeNames } from '$lib/domain/items/registry';
import { isWanted, ReviewFilter } from '$lib/domain/sign-off';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as signOffs from '$lib/server/sign-offs';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(ReviewFilter, Object.fromEntries(event.url.searchParams));
  const { state, ...others } = filter;
  const among = await signOffs.list(db, actor, school.id, others);
  const signed = among.filter((item) => item.signed).length;
  return {
    filter,
    items: among.filter((item) => isWanted({ state }, item)),
    counts: { all: among.length, signed, awaiting: among.length - signed },
    areas: Object.entries(courses.outline().areas).map(([area, { title }]) => ({ area, title })),
    types: typeNames,
    modules: courses
      .list()
      .flatMap(({ modules }) => modules)
      .map(({ title, lessons }) => ({
        title,
        lessons: lessons.map(({ id, title }) => ({ id, title }))
      }))
  };
}
