import { LessonSave, mostBytes } from '$lib/domain/lesson/text';
import { savedReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import * as lessons from '$lib/server/school-lessons';

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, LessonSave, mostBytes);
  if (!body.ok) return body.response;
  return savedReply(await lessons.save(db, change, event.params.lesson, body.data));
}
