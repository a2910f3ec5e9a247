import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import * as reports from '$lib/server/reports';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const which = event.url.searchParams.has('resolved') ? 'resolved' : 'open';
  const [list, open] = await Promise.all([
    reports.list(db, actor, school.id, which),
    reports.countOpen(db, actor, school.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
  await viewedMany(db, look, 'notes', list.length, event.url.pathname + event.url.search);
  // The question itself is on the page of its report.
  return {
    which,
    open,
    reports: list.map(({ seen, ...report }) => ({ ...report, stem: seen.prompt.stem }))
  };
}
