import { json } from '@sveltejs/kit';
import { NewComment } from '$lib/domain/lesson/text';
import { db } from '$lib/server/db/pool';
import { requireAuthor, requireLesson } from '$lib/server/guard';
import * as comments from '$lib/server/lesson-comments';
import { idTaken, problem, readJson } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school, lesson } = await requireLesson(db, event);
  return json({ comments: await comments.list(db, actor, school.id, lesson.id) });
}

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, NewComment);
  if (!body.ok) return body.response;
  const added = await comments.add(db, change, event.params.lesson, body.data);
  if (added.outcome === 'taken') return idTaken();
  return added.outcome === 'missing'
    ? problem(404, 'Not found', 'There is no such lesson, version, passage or comment')
    : json({ id: added.id }, { status: 201 });
}
