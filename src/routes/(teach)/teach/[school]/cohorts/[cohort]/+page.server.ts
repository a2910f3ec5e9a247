import { error, fail, redirect } from '@sveltejs/kit';
import { CohortRules, MemberChange } from '$lib/domain/cohort';
import { dateOf } from '$lib/domain/day';
import { recordOf, studentRecordOf } from '$lib/server/cohort-record';
import * as cohortStudents from '$lib/server/cohort-students';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohort } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { viewedMany } from '$lib/server/record-views';

const missing = 'There is no such cohort of this school';

export async function load(event) {
  const { actor, school, cohort, change } = await requireCohort(db, event);
  const all = await cohortStudents.list(db, actor, school.id, cohort.id);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewedMany(db, look, 'cohorts', all.length, cohort.id);
  return {
    cohort: recordOf(cohort),
    students: all.map(studentRecordOf),
    today: dateOf(change.today)
  };
}

export const actions = {
  async save(event) {
    const { cohort, change } = await requireCohort(db, event);
    const form = await forms.read(event.request, CohortRules);
    if (!form.ok) return fail(422, { rules: form.refused });
    const saved = await cohorts.update(db, change, cohort.id, form.data);
    if (saved.outcome === 'missing') error(404, missing);
    if (saved.outcome === 'invalid')
      return fail(422, { rules: { ...form.refused, errors: { [saved.field]: saved.error } } });
    return { saved: 'rules' as const };
  },

  async students(event) {
    const { cohort, change } = await requireCohort(db, event);
    const form = await event.request.formData();
    const chosen = form.getAll('student').map(String);
    // As the page showed it: what somebody else changed meanwhile stays.
    const before = form.getAll('was').map(String);
    const parsed = parse(MemberChange, {
      add: chosen.filter((id) => !before.includes(id)),
      remove: before.filter((id) => !chosen.includes(id))
    });
    if (!parsed.ok) return fail(422, { chosen, refused: Object.values(parsed.errors)[0] });
    const changed = await cohorts.changeMembers(db, change, cohort.id, parsed.data);
    if (changed.outcome === 'missing') error(404, missing);
    if (changed.outcome === 'invalid') return fail(422, { chosen, refused: changed.error });
    return { saved: 'students' as const };
  },

  async remove(event) {
    const { school, cohort, change } = await requireCohort(db, event);
    await cohorts.remove(db, change, cohort.id);
    redirect(303, `/teach/${school.slug}/cohorts`);
  }
};
