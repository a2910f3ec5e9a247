import { error, redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as schools from '$lib/server/schools';

/** Most teach at one school, and are taken there. */
export async function load(event) {
  const own = await schools.listForStaff(db, requireAccount(event).actor);
  if (own.length === 0) error(404, 'There is no school of yours to teach at');
  if (own.length === 1) redirect(303, `/teach/${own[0]!.slug}/quizzes`);
  return { schools: own };
}
