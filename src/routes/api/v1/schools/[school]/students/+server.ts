import { json } from '@sveltejs/kit';
import { sentenceOf } from '$lib/domain/at-risk';
import { pagesOf } from '$lib/domain/student-filter';
import { db } from '$lib/server/db/pool';
import { requireStudents } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { freshen } from '$lib/server/standings-age';
import { list } from '$lib/server/student-list';

export async function GET(event) {
  const { actor, school, filter, now } = await requireStudents(db, event);
  const age = await freshen(db, actor, school.id, now);
  const { rows, ...found } = (await list(db, actor, school.id, filter))!;
  const look = { actor, school: school.id, way: 'api', now } as const;
  await viewedMany(db, look, 'whole', rows.length, event.url.pathname + event.url.search);
  return json({
    ...{ ...age, page: filter.page, pages: pagesOf(found.found), ...found },
    rows: rows.map((row) => ({
      ...row,
      reasons: row.reasons.map((reason) => ({ ...reason, sentence: sentenceOf(reason) }))
    }))
  });
}
