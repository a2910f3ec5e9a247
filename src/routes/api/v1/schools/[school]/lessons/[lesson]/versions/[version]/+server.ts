import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireLesson } from '$lib/server/guard';
import * as history from '$lib/server/lesson-history';
import { problem } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school, lesson } = await requireLesson(db, event);
  const version = Number(event.params.version);
  const text = await history.read(db, actor, school.id, lesson.id, version);
  return text === null
    ? problem(404, 'Not found', 'The lesson has no such version')
    : json({ version, text });
}
