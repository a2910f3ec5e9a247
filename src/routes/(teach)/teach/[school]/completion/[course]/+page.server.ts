import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '$lib/domain/actor';
import { CompletionFilter } from '$lib/domain/completion-filter';
import { wordsOf } from '$lib/domain/completion-words';
import * as cohorts from '$lib/server/cohorts';
import { namesFor } from '$lib/server/completion-names';
import { pageSize, report } from '$lib/server/completion-report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const filter = v.parse(CompletionFilter, Object.fromEntries(event.url.searchParams));
  const [found, own] = await Promise.all([
    report(db, actor, school.id, event.params.course, filter, now),
    cohorts.list(db, actor, school.id)
  ]);
  if (!found) error(404, 'There is no such course of your school');
  const look = { actor, school: school.id, way: 'page', now } as const;
  await viewedMany(
    db,
    look,
    'completions',
    found.rows.length,
    event.url.pathname + event.url.search
  );
  const { course, rule: current, ...rest } = found;
  const names = await namesFor(db, school.id, current ? [current.rule] : []);
  return {
    course: { key: course.key, title: course.title, open: course.open },
    ...rest,
    filter,
    pages: Math.max(1, Math.ceil(found.found / pageSize)),
    cohorts: own.map(({ id, name }) => ({ id, name })),
    version: current && {
      number: current.version,
      from: current.effectiveFrom.toISOString(),
      words: current.rule.map((asked) => wordsOf(asked, names))
    },
    mayManage: can(actor, 'completion.manage', { school: school.id })
  };
}
