import * as courses from '$lib/server/courses';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { today } from '$lib/server/reviews';

export async function load(event) {
  const { account } = requireAccount(event);
  const [{ due, new: fresh, minutes, nextDue }, completed] = await Promise.all([
    today(db, account, 0, new Date()),
    courses.completed(db, account.id)
  ]);
  const lessons = courses.list().flatMap((c) => c.modules.flatMap((m) => m.lessons));
  return {
    due,
    fresh,
    minutes,
    nextDue,
    lesson: lessons.find(({ id }) => !completed.includes(id)) ?? null,
    done: completed.length,
    lessons: lessons.length
  };
}
