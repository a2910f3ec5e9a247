import { randomUUID } from 'node:crypto';
import { error, fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '$lib/domain/actor';
import { NewDisclosure, PaperRevocation } from '$lib/domain/papers/request';
import { completedCourses } from '$lib/server/paper-facts';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import { issueFrom } from '$lib/server/paper-form';
import * as papers from '$lib/server/papers';
import { viewed } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

export async function load(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const member = await roster.find(db, actor, school.id, event.params.member, change.today);
  if (!member) error(404, 'There is no such member of this school');
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  const [list, given, courses] = await Promise.all([
    papers.list(db, actor, school.id, member.id),
    disclosures.listOf(db, school.id, member.id),
    completedCourses(db, school.id, member.id),
    viewed(db, look, { record: member.id }, 'papers')
  ]);
  return {
    member: { id: member.id, name: member.name },
    ...{ papers: list, disclosures: given, courses },
    mayIssue: can(actor, 'paper.issue', { school: school.id }),
    newId: randomUUID()
  };
}

const said = (about: string, message: string) => ({ about, message, values: {}, errors: {} });

export const actions = {
  async issue(event) {
    const { change } = await requireCohorts(db, event);
    const values = await forms.texts(event.request);
    const issued = await issueFrom(db, change, values, { student: event.params.member });
    if (issued.outcome === 'missing') error(404, 'Not found');
    if (issued.outcome === 'invalid')
      return fail(422, { about: 'issue', message: '', values, errors: issued.errors });
    return said('issue', 'Issued. It stands first in the list.');
  },
  async revoke(event) {
    const { change } = await requireCohorts(db, event);
    const schema = v.object({ ...PaperRevocation.entries, paper: v.string() });
    const form = await forms.read(event.request, schema);
    if (!form.ok) return fail(422, { about: 'revoke', message: '', ...form.refused });
    const { paper, reason } = form.data;
    if ((await papers.revoke(db, change, paper, reason)) === 'missing') error(404, 'Not found');
    return said('revoke', 'Revoked.');
  },
  async disclose(event) {
    const { actor, school, change } = await requireCohorts(db, event);
    const schema = v.omit(NewDisclosure, ['student']);
    const form = await forms.read(event.request, schema);
    if (!form.ok) return fail(422, { about: 'disclose', message: '', ...form.refused });
    const given = { ...form.data, student: event.params.member };
    const { now, today } = change;
    if (!(await disclosures.add(db, actor, school.id, given, now, today))) error(404, 'Not found');
    return said('disclose', 'Noted.');
  }
};
