import { error, fail, redirect } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { CompletionCorrection } from '$lib/domain/completion-correction';
import { dateOf } from '$lib/domain/day';
import * as courses from '$lib/server/completion-course';
import { correct } from '$lib/server/completion-corrections';
import { studentReport } from '$lib/server/student-completion';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewed } from '$lib/server/record-views';

const missing = 'There is no such student of your school';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const [found, all] = await Promise.all([
    studentReport(db, actor, school.id, event.params.student, change.now),
    courses.list(db, school.id)
  ]);
  if (!found) error(404, missing);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewed(db, look, { record: found.student }, 'completions');
  const titles = new Map(all.map(({ key, title }) => [key, title]));
  const standing = new Map(found.standings.map((one) => [one.course.key, one]));
  const keys = new Set([...standing.keys(), ...found.completions.map(({ course }) => course)]);
  return {
    student: { record: found.student, name: found.name },
    courses: [...keys].map((key) => ({
      key,
      title: standing.get(key)?.course.title ?? titles.get(key) ?? key,
      standing: standing.get(key) ?? null,
      rows: found.completions.filter(({ course }) => course === key)
    })),
    signOffs: found.signOffs,
    today: dateOf(change.today),
    mayManage: can(actor, 'completion.manage', { school: school.id })
  };
}

export const actions = {
  async correct(event) {
    const { account, change } = await requireCohorts(db, event);
    const form = await event.request.formData();
    const values = Object.fromEntries(
      ['course', 'kind', 'on', 'reason'].map((name) => [name, String(form.get(name) ?? '')])
    ) as Record<'course' | 'kind' | 'on' | 'reason', string>;
    const refused = (errors: Record<string, string>) => fail(422, { values, errors });
    const parsed = parse(CompletionCorrection, {
      ...values,
      on: values.on || null,
      student: event.params.student,
      after: Number(form.get('after') ?? NaN)
    });
    if (!parsed.ok) return refused(parsed.errors);
    const made = await correct(db, { ...change, zone: account.timeZone }, parsed.data);
    if (made.outcome === 'missing') error(404, missing);
    if (made.outcome === 'stale')
      return refused({ '': 'Something was recorded meanwhile: look at it before you correct it' });
    if (made.outcome === 'invalid') return refused({ [made.field]: made.error });
    redirect(303, event.url.pathname);
  }
};
