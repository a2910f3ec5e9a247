import { randomUUID } from 'node:crypto';
import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { can } from '$lib/domain/actor';
import { GivenGround, NewDisclosure } from '$lib/domain/papers/request';
import { HoldInput } from '$lib/domain/retention';
import * as amendments from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import * as disclosures from '$lib/server/disclosures';
import * as forms from '$lib/server/forms';
import { requireCohorts } from '$lib/server/guard';
import * as holds from '$lib/server/record-holds';
import { viewed, viewsOf } from '$lib/server/record-views';
import * as roster from '$lib/server/roster';

const missing = 'There is no such member of this school';

async function requireMember(event: RequestEvent) {
  const person = await requireCohorts(db, event);
  const { actor, school, change } = person;
  const id = event.params.member ?? '';
  const member = await roster.find(db, actor, school.id, id, change.today);
  return member ? { ...person, member } : error(404, missing);
}

export async function load(event) {
  const { actor, school, change, member } = await requireMember(event);
  const look = { actor, school: school.id, way: 'page', now: change.now } as const;
  await viewed(db, look, { record: member.id }, 'whole');
  const owner = { school: school.id, record: member.id };
  const mayManage = can(actor, 'record.manage', { school: school.id });
  const [placed, views, requests, statements] = await Promise.all([
    holds.listOf(db, school.id, member.id),
    viewsOf(db, owner, { most: 30 }),
    mayManage ? amendments.listOf(db, owner) : [],
    amendments.statementsOf(db, school.id, [member.id])
  ]);
  return {
    member: { id: member.id, name: member.name },
    ...{ holds: placed, views, requests, statements, mayManage, newId: randomUUID() }
  };
}

const said = (about: string, message: string) => ({ about, message, values: {}, errors: {} });
const refused = (about: string, status: number, form: forms.Refused) =>
  fail(status, { about, message: '', ...form });

/** For whom the file is, if it leaves the school. */
const Outside = v.object({
  ...v.omit(NewDisclosure, ['student', 'what']).entries,
  ground: GivenGround
});

export const actions = {
  /** Notes for whom it is, then sends the file; that it was taken is noted there. */
  async export(event) {
    const { actor, school, change, member } = await requireMember(event);
    if (!can(actor, 'record.manage', { school: school.id })) error(404, missing);
    const form = await forms.read(event.request, Outside);
    if (!form.ok) return refused('export', 422, form.refused);
    const given = { ...form.data, student: member.id, what: 'The whole record, as a file' };
    const { now, today } = change;
    if (!(await disclosures.add(db, actor, school.id, given, now, today))) error(404, missing);
    redirect(303, `/api/v1/schools/${school.slug}/members/${member.id}/record/file`);
  },
  async hold(event) {
    const { change, member } = await requireMember(event);
    const form = await forms.read(event.request, HoldInput);
    if (!form.ok) return refused('hold', 422, form.refused);
    const done = await holds.place(db, change, member.id, form.data);
    if (done !== 'done') error(404, missing);
    return said('hold', 'The record is on hold: nothing of it is removed.');
  },
  async release(event) {
    const { change, member } = await requireMember(event);
    const form = await forms.read(
      event.request,
      v.object({ ...HoldInput.entries, hold: v.string() })
    );
    if (!form.ok) return refused('release', 422, form.refused);
    const { hold, ...input } = form.data;
    if ((await holds.release(db, change, member.id, hold, input)) === 'missing')
      error(404, missing);
    return said('release', 'Released.');
  }
};
