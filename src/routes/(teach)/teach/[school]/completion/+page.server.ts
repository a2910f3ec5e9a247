import { wordsOf } from '$lib/domain/completion-words';
import { inForce } from '$lib/domain/completion-rule';
import { grouped } from '$lib/domain/grouped';
import { can } from '$lib/domain/actor';
import * as courses from '$lib/server/completion-course';
import { namesFor } from '$lib/server/completion-names';
import { versionsAt } from '$lib/server/completion-versions';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const now = new Date();
  const [all, versions] = await Promise.all([
    courses.list(db, school.id),
    versionsAt(db, school.id)
  ]);
  const byCourse = grouped(versions, ({ course }) => course);
  const current = all.map(({ key }) => inForce(byCourse.get(key) ?? [], now));
  const names = await namesFor(
    db,
    school.id,
    current.flatMap((version) => (version ? [version.rule] : []))
  );
  return {
    mayManage: can(actor, 'completion.manage', { school: school.id }),
    courses: all.map((course, i) => {
      const version = current[i];
      const planned = (byCourse.get(course.key) ?? []).at(-1);
      return {
        ...course,
        version: version && {
          number: version.version,
          from: version.effectiveFrom.toISOString(),
          words: version.rule.map((asked) => wordsOf(asked, names))
        },
        /** When a version begins that was made already. */
        planned: planned && planned.effectiveFrom > now ? planned.effectiveFrom.toISOString() : null
      };
    })
  };
}
