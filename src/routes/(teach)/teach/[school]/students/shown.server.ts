/** What the three tables of students share: who is asked for, how old it is, and the button. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { pagesOf } from '$lib/domain/student-filter';
import { db } from '$lib/server/db/pool';
import { requireStaff, requireStudents } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';
import { freshen } from '$lib/server/standings-age';

/** @param read what a page shows of them */
export async function shown<T extends { found: number; rows: readonly unknown[] }>(
  event: RequestEvent,
  read: (
    ...of: [
      typeof db,
      Person['actor'],
      string,
      Awaited<ReturnType<typeof requireStudents>>['filter']
    ]
  ) => Promise<T | null>
) {
  const { actor, school, filter, cohorts, now } = await requireStudents(db, event);
  const age = await freshen(db, actor, school.id, now);
  const found = await read(db, actor, school.id, filter);
  if (!found || !age) error(404, 'There is no such school of yours');
  const look = { actor, school: school.id, way: 'page', now } as const;
  await viewedMany(db, look, 'whole', found.rows.length, event.url.pathname + event.url.search);
  return { filter, cohorts, age, pages: pagesOf(found.found), shown: found };
}
type Person = Awaited<ReturnType<typeof requireStaff>>;

export const actions = {
  /** Reckons it anew, whatever its age. */
  async default(event: RequestEvent) {
    const { actor, school } = await requireStaff(db, event);
    const age = await freshen(db, actor, school.id, new Date(), { force: true });
    return age ? { pending: age.pending } : error(404, 'There is no such school of yours');
  }
};
