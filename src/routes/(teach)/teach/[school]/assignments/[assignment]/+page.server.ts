import { error, redirect } from '@sveltejs/kit';
import { isFinished } from '$lib/domain/assignment';
import * as progress from '$lib/server/assignment-progress';
import { recordOf } from '$lib/server/assignment-record';
import { withdraw } from '$lib/server/assignments';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';

const missing = 'There is no such assignment of this school';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const found = await progress.find(db, actor, school.id, event.params.assignment);
  if (!found) error(404, missing);
  const students = await progress.studentsOf(db, actor, school.id, found, change.now);
  return {
    assignment: recordOf(found, change.today),
    // Who has most to do comes first.
    students: students
      .map((student) => ({ ...student, finished: isFinished(student) }))
      .sort((a, b) => a.done / a.total - b.done / b.total)
  };
}

export const actions = {
  async withdraw(event) {
    const { change } = await requireCohorts(db, event);
    if (!(await withdraw(db, change, event.params.assignment))) error(404, missing);
    redirect(303, event.url.pathname);
  }
};
