import { error } from '@sveltejs/kit';
import { ownStanding } from '$lib/server/student-completion';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { completed } from '$lib/server/reading';
import * as reading from '$lib/server/school-reading';

export async function load(event) {
  const { account, actor } = requireAccount(event);
  const { school, course: slug } = event.params;
  const course = await reading.course(db, actor, school, slug);
  if (!course) error(404, 'There is no course at this address');
  const [finished, standing] = await Promise.all([
    completed(db, account.id),
    ownStanding(db, account.id, course.id, new Date())
  ]);
  const lessons = course.modules.flatMap((module) => module.lessons);
  // Who has finished what a lesson was adapted from has finished it.
  const done = lessons.filter(({ id, origin }) =>
    finished.some((one) => one === id || one === origin)
  );
  return {
    course,
    finished: done.map(({ id }) => id),
    standing
  };
}
