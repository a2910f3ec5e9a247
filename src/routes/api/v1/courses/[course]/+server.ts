import { json } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';
import * as reading from '$lib/server/reading';
import { db } from '$lib/server/db/pool';
import { problem } from '$lib/server/problem';

export async function GET({ params, locals }) {
  const course = courses.find(params.course);
  if (!course) return problem(404, 'Not found', `There is no course "${params.course}"`);
  const completed = locals.account && (await reading.completed(db, locals.account.id));
  return json({ ...course, completed });
}
