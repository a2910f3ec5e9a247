/** Pages that only those see who run the school. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { can } from '$lib/domain/actor';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';

/** @throws 404 for whoever may not manage members, as `requireStaff` does */
export async function requireAdmin(event: RequestEvent) {
  const person = await requireCohorts(db, event);
  if (!can(person.actor, 'member.manage', { school: person.school.id })) error(404, 'Not found');
  return person;
}
