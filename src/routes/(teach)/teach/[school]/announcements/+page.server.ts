import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import { NewAnnouncement } from '$lib/domain/announcement';
import * as announcements from '$lib/server/announcements';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { explain } from '$lib/server/limits';

const missing = 'There is no such school of yours';

export async function load(event) {
  const { actor, school } = await requireCohorts(db, event);
  const [sent, own] = await Promise.all([
    announcements.list(db, actor, school.id),
    cohorts.list(db, actor, school.id)
  ]);
  return {
    sent: sent.map(({ text: _, ...announcement }) => announcement),
    cohorts: own.map(({ id, name, students }) => ({ id, name, students })),
    id: randomUUID()
  };
}

export const actions = {
  async preview(event) {
    const { account, school, change } = await requireCohorts(db, event);
    const form = await forms.read(event.request, NewAnnouncement);
    if (!form.ok) return fail(422, form.refused);
    const from = { school: school.name, by: account.name };
    const letter = await announcements.preview(db, change, form.data, from);
    if (!letter) error(404, missing);
    if ('error' in letter) return fail(422, { ...form.refused, errors: { cohort: letter.error } });
    return { ...form.refused, letter };
  },

  async send(event) {
    const { school, change } = await requireCohorts(db, event);
    const form = await forms.read(event.request, NewAnnouncement);
    if (!form.ok) return fail(422, form.refused);
    const sent = await announcements.send(db, change, form.data);
    switch (sent.outcome) {
      case 'missing':
        return error(404, missing);
      case 'invalid':
        return sent.field === 'id'
          ? fail(409, { ...form.refused, message: 'Another announcement was sent from this page: open it again.' }) // prettier-ignore
          : fail(422, { ...form.refused, errors: { [sent.field]: sent.error } });
      case 'limited':
        return fail(429, {
          ...form.refused,
          message: `A school sends ten announcements a day. ${explain(sent)}`
        });
      case 'sent':
        redirect(303, `/teach/${school.slug}/announcements/${sent.id}?sent`);
    }
  }
};
