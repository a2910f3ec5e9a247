import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { usualDays, usualQuestions } from '$lib/domain/assignment';
import { NewPractice } from '$lib/domain/assignment-input';
import { dateOf } from '$lib/domain/day';
import { assign } from '$lib/server/assignments';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireClass, requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';
import { weakTopic } from '$lib/server/weak-topic';

const missing = 'There is no such topic';
/** Students at once: the weakest are on the first page. */
const perPage = 50;

export async function load(event) {
  const { actor, school, filter, cohorts, change } = await requireClass(db, event);
  const { topic: key } = event.params;
  const found = await weakTopic(db, actor, school.id, key, filter.cohort, change.now);
  if (!found) error(404, missing);
  const { students, ...topic } = found;
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'quizzes', students.length, key);
  const pages = Math.max(1, Math.ceil(students.length / perPage));
  const asked = Number(event.url.searchParams.get('page'));
  const page = Number.isInteger(asked) ? Math.min(Math.max(asked, 1), pages) : 1;
  return {
    topic,
    students: students.slice((page - 1) * perPage, page * perPage),
    count: students.length,
    page,
    pages,
    cohort: filter.cohort,
    cohorts,
    id: randomUUID(),
    questions: usualQuestions,
    today: dateOf(change.today),
    due: dateOf(change.today + usualDays)
  };
}

export const actions = {
  async default(event) {
    const { school, change } = await requireCohorts(db, event);
    const form = await event.request.formData();
    const students = form.getAll('student').map(String);
    const values = { questions: String(form.get('questions')), due: String(form.get('due')) };
    const parsed = parse(NewPractice, {
      id: form.get('id'),
      topic: event.params.topic,
      students,
      questions: Number(values.questions || NaN),
      due: values.due
    });
    const refused = (errors: Record<string, string>) =>
      fail(422, { chosen: students, values, errors });
    if (!parsed.ok) return refused(parsed.errors);
    const made = await assign(db, change, parsed.data);
    if (made.outcome === 'missing') error(404, missing);
    if (made.outcome === 'invalid') return refused({ [made.field]: made.error });
    if (made.outcome === 'taken') return refused({ id: forms.sentBefore });
    redirect(303, `/teach/${school.slug}/assignments/${made.id}?assigned`);
  }
};
