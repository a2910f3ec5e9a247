import { error } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { answerDays } from '$lib/domain/amendment';
import { list } from '$lib/server/amendment-list';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { viewedMany } from '$lib/server/record-views';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  if (!can(actor, 'record.manage', { school: school.id }))
    error(404, 'Only administrators of the school answer requests');
  const now = new Date();
  const all = await list(db, actor, school.id, now);
  await viewedMany(db, { actor, school: school.id, way: 'page', now }, 'whole', all.length);
  return {
    answerDays,
    requests: all.map(({ id, student, part, wrong, at, status, waited }) => ({
      ...{ id, student, part, wrong, at, status, waited }
    }))
  };
}
