import { error, fail, redirect } from '@sveltejs/kit';
import { CohortRules } from '$lib/domain/cohort';
import { dateOf } from '$lib/domain/day';
import { recordOf } from '$lib/server/cohort-record';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const own = await cohorts.list(db, actor, school.id);
  return { cohorts: own.map(recordOf), today: dateOf(change.today) };
}

export const actions = {
  async default(event) {
    const { school, change } = await requireCohorts(db, event);
    const form = await forms.read(event.request, CohortRules);
    if (!form.ok) return fail(422, form.refused);
    const made = await cohorts.create(db, change, form.data);
    switch (made.outcome) {
      case 'missing':
        return error(404, 'There is no such school of yours');
      case 'invalid':
        return fail(422, { ...form.refused, errors: { [made.field]: made.error } });
      case 'done':
        redirect(303, `/teach/${school.slug}/cohorts/${made.id}`);
    }
  }
};
