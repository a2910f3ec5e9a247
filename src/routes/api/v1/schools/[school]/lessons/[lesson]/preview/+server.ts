import { json } from '@sveltejs/kit';
import { LessonPreview, mostBytes } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import { requireLesson } from '$lib/server/guard';
import { read } from '$lib/server/lesson-texts';
import { previewOf } from '$lib/server/lesson-view';
import { readJson } from '$lib/server/problem';

export async function POST(event) {
  const { school, lesson } = await requireLesson(db, event);
  const body = await readJson(event.request, LessonPreview, mostBytes);
  if (!body.ok) return body.response;
  const text = await read(db, school.id, body.data.text);
  return json(previewOf(text, school.slug, lesson.title));
}
