import { error } from '@sveltejs/kit';
import { partOf } from '$lib/domain/record-part';
import { db } from '$lib/server/db/pool';
import { requireRecord } from '$lib/server/guard';
import { linesOf } from '$lib/server/record-lines';
import { viewsOf } from '$lib/server/record-views';

const perPage = 50;

export async function load(event) {
  const { own } = await requireRecord(db, event);
  const { part: named } = event.params;
  const asked = Math.trunc(Number(event.url.searchParams.get('page')));
  const page = asked > 0 && asked < 1e6 ? asked : 1;
  const skip = (page - 1) * perPage;
  const pagesOf = (count: number) => Math.max(1, Math.ceil(count / perPage));
  const { school, owner } = own;
  if (named === 'views') {
    const { count, views } = await viewsOf(db, owner, { most: perPage, skip });
    return { school, part: null, page, pages: pagesOf(count), count, lines: [], views };
  }
  const part = partOf(named);
  if (!part || part === 'whole') error(404, 'There is no such part of your record');
  const lines = await linesOf(db, owner, part, 'student');
  return {
    ...{ school, part, page, count: lines.length, pages: pagesOf(lines.length) },
    lines: lines.slice(skip, skip + perPage),
    views: []
  };
}
