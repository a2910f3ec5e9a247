import * as courses from '$lib/server/courses';
import { own } from '$lib/server/student-completion';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { progress } from '$lib/server/progress';

export async function load(event) {
  const { account } = requireAccount(event);
  const { title, weightsFrom } = courses.outline();
  const now = new Date();
  const [study, schools] = await Promise.all([
    progress(db, account, now),
    own(db, account.id, now)
  ]);
  return {
    progress: study,
    /** Courses that the learner's schools have rules for. */
    completion: schools.flatMap(({ school, standings }) =>
      standings.map((standing) => ({ ...standing, school: school.name }))
    ),
    outline: { title, weightsFrom }
  };
}
