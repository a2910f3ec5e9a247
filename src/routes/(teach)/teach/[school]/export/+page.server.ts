import * as v from 'valibot';
import { ExportChoice } from '$lib/domain/exchange/choice';
import { lostBy, unshownBy } from '$lib/server/exchange/holding';
import { typeNames } from '$lib/domain/items/registry';
import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { warm } from '$lib/server/exchange/thread';
import { choose } from '$lib/server/exports';
import { requireStaff } from '$lib/server/guard';
import * as lessonPlaces from '$lib/server/lesson-places';
import * as quizzes from '$lib/server/quizzes';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  warm();
  const choice = v.parse(ExportChoice, Object.fromEntries(event.url.searchParams));
  const [items, modules, own] = await Promise.all([
    choose(db, actor, school.id, choice),
    lessonPlaces.choices(db, school.id),
    quizzes.listForStaff(db, actor, school.id)
  ]);
  return {
    choice,
    count: items?.length ?? 0,
    lost: lostBy(choice.format, items ?? []),
    unshown: unshownBy(choice.format, items ?? []),
    modules,
    areas: Object.entries(courses.outline().areas).map(([area, { title }]) => ({ area, title })),
    types: typeNames,
    quizzes: own.flatMap(({ id, rules }) =>
      rules.composition.kind === 'chosen' ? [{ id, title: rules.title }] : []
    )
  };
}
