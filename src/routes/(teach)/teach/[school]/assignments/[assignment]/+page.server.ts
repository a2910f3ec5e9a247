import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { isFinished } from '$lib/domain/assignment';
import { NewExtension } from '$lib/domain/assignment-input';
import { dateOf } from '$lib/domain/day';
import * as extensions from '$lib/server/assignment-extensions';
import * as progress from '$lib/server/assignment-progress';
import { recordOf } from '$lib/server/assignment-record';
import { withdraw } from '$lib/server/assignments';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';

const missing = 'There is no such assignment of this school';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const found = await progress.find(db, actor, school.id, event.params.assignment);
  if (!found) error(404, missing);
  const [students, extended] = await Promise.all([
    progress.studentsOf(db, actor, school.id, found, change.now),
    extensions.list(db, actor, school.id, found.id)
  ]);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'assignments', students.length, found.id);
  return {
    /** Of an extension, so that sending it twice extends once. */
    id: randomUUID(),
    extensions: extended,
    today: dateOf(change.today),
    assignment: recordOf(found, change.today),
    // Who has most to do comes first.
    students: students
      .map((student) => ({ ...student, finished: isFinished(student) }))
      .sort((a, b) => shareOf(a) - shareOf(b))
  };
}

const shareOf = ({ done, total }: { done: number; total: number }) =>
  total === 0 ? 1 : done / total;

export const actions = {
  async extend(event) {
    const { change } = await requireCohorts(db, event);
    const form = await event.request.formData();
    const values = Object.fromEntries(
      ['id', 'student', 'due', 'reason'].map((name) => [name, String(form.get(name) ?? '')])
    ) as Record<'id' | 'student' | 'due' | 'reason', string>;
    const parsed = parse(NewExtension, values);
    if (!parsed.ok) return fail(422, { values, errors: parsed.errors });
    const made = await extensions.extend(db, change, event.params.assignment, parsed.data);
    if (made.outcome === 'missing') error(404, missing);
    if (made.outcome === 'invalid')
      return fail(422, { values, errors: { [made.field]: made.error } as Record<string, string> });
    if (made.outcome === 'taken')
      return fail(409, { values, errors: { id: forms.sentBefore } as Record<string, string> });
    redirect(303, event.url.pathname);
  },
  async withdraw(event) {
    const { change } = await requireCohorts(db, event);
    if (!(await withdraw(db, change, event.params.assignment))) error(404, missing);
    redirect(303, event.url.pathname);
  }
};
