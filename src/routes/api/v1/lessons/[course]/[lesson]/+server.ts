import { json } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';
import * as reading from '$lib/server/reading';
import { db } from '$lib/server/db/pool';
import { problem } from '$lib/server/problem';

export async function GET({ params, locals }) {
  const lesson = courses.lesson(params.course, params.lesson);
  if (!lesson) return problem(404, 'Not found', 'There is no lesson at this address');
  const reader = await reading.readerState(db, locals.account?.id ?? null, lesson.id);
  const { file: _, ...view } = lesson;
  const member = (locals.actor?.memberships ?? []).length > 0;
  return json(
    { ...view, reader: { ...reader, member } },
    { headers: { 'cache-control': 'private, no-cache' } }
  );
}
