import { error, fail, redirect } from '@sveltejs/kit';
import { Resolution } from '$lib/domain/report';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireStaff } from '$lib/server/guard';
import { viewed } from '$lib/server/record-views';
import { view } from '$lib/server/report-view';
import * as reports from '$lib/server/reports';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const found = await view(db, actor, school.id, event.params.report);
  if (!found) error(404, 'There is no such report at your school');
  const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
  await viewed(db, look, { report: event.params.report }, 'notes');
  return found;
}

export const actions = {
  async default(event) {
    const { actor, school } = await requireStaff(db, event);
    const form = await forms.read(event.request, Resolution);
    if (!form.ok) return fail(422, form.refused);
    const { report } = event.params;
    switch (await reports.resolve(db, actor, school.id, report, form.data, new Date())) {
      case 'missing':
        return error(404, 'There is no such report at your school');
      case 'already':
        return fail(409, {
          ...form.refused,
          message: 'Somebody else has answered this report: what they wrote stands.'
        });
      case 'resolved':
        redirect(303, `/teach/${school.slug}/reports?done`);
    }
  }
};
