import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as quizzes from '$lib/server/quizzes';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  return { quizzes: await quizzes.listForStaff(db, actor, school.id) };
}
