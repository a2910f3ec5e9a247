import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { usualDays } from '$lib/domain/assignment';
import { NewAssignment } from '$lib/domain/assignment-input';
import { readTask, taskDraft } from '$lib/domain/assignment-form';
import { dateOf } from '$lib/domain/day';
import { assign } from '$lib/server/assignments';
import * as cohorts from '$lib/server/cohorts';
import { bankChoices, lessonChoices, quizChoices } from '$lib/server/completion-names';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as students from '$lib/server/students';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const [lessons, quizzes, bank, own, all] = await Promise.all([
    lessonChoices(db, school.id),
    quizChoices(db, school.id),
    bankChoices(db, school.id),
    cohorts.list(db, actor, school.id),
    students.list(db, actor, school.id, null, change.now)
  ]);
  return {
    ...{ lessons, quizzes, ...bank },
    cohorts: own.map(({ id, name, students: count }) => ({ id, name, students: count })),
    students: all.map(({ id, name }) => ({ id, name })),
    draft: { ...taskDraft, id: randomUUID(), due: dateOf(change.today + usualDays) },
    today: dateOf(change.today)
  };
}

export const actions = {
  async default(event) {
    const { school, change } = await requireCohorts(db, event);
    const { draft, asked } = readTask(await event.request.formData());
    const refused = (errors: Record<string, string>) => fail(422, { draft, errors });
    const parsed = parse(NewAssignment, asked);
    if (!parsed.ok) return refused(parsed.errors);
    const made = await assign(db, change, parsed.data);
    if (made.outcome === 'missing') error(404, 'There is no such school of yours');
    if (made.outcome === 'invalid') return refused({ [made.field]: made.error });
    if (made.outcome === 'taken') return refused({ id: forms.sentBefore });
    redirect(303, `/teach/${school.slug}/assignments/${made.id}?assigned`);
  }
};
