import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '$lib/domain/actor';
import { GivenGround, NewDisclosure } from '$lib/domain/papers/request';
import { completedCourses } from '$lib/server/paper-facts';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import * as hourSettings from '$lib/server/hour-settings';
import * as papers from '$lib/server/papers';
import { viewed } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';
import { issue, revoke, said } from '../../../paper-actions.server';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const member = await roster.find(db, actor, school.id, event.params.member, change.today);
  if (!member) error(404, 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  const [list, given, { timeZone: zone }, courses] = await Promise.all([
    papers.list(db, actor, school.id, member.id),
    disclosures.listOf(db, school.id, member.id),
    hourSettings.find(db, school.id),
    completedCourses(db, school.id, member.id),
    viewed(db, look, { record: member.id }, 'papers')
  ]);
  return {
    member: { id: member.id, name: member.name },
    ...{ papers: list, disclosures: given, courses, zone },
    mayIssue: can(actor, 'paper.issue', { school: school.id }),
    newId: randomUUID()
  };
}

export const actions = {
  issue: (event) => issue(event, { student: event.params.member }),
  revoke: (event) => revoke(event),
  async disclose(event) {
    const { actor, school, change } = await requireCohorts(db, event);
    const schema = v.object({ ...v.omit(NewDisclosure, ['student']).entries, ground: GivenGround });
    const form = await forms.read(event.request, schema);
    if (!form.ok) return fail(422, { about: 'disclose', message: '', ...form.refused });
    const given = { ...form.data, student: event.params.member };
    const { now, today } = change;
    if (!(await disclosures.add(db, actor, school.id, given, now, today))) error(404, 'Not found');
    return said('disclose', 'Noted.');
  }
};
