import { json } from '@sveltejs/kit';
import { noLesson } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import * as history from '$lib/server/lesson-history';

export async function GET(event) {
  const { actor, school, lesson } = await requireLesson(db, event);
  return json({ versions: await history.list(db, actor, school.id, lesson.id) });
}

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const version = await history.keepNow(db, change, event.params.lesson);
  return version === null ? noLesson() : json({ version });
}
