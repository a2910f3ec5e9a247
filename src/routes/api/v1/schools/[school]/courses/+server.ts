import { json } from '@sveltejs/kit';
import { NewCourse } from '$lib/domain/course';
import { courseReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import * as courses from '$lib/server/school-courses';

export async function GET(event) {
  const { actor, school } = await requireAuthor(db, event);
  return json({ courses: await courses.list(db, actor, school.id) });
}

export async function POST(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, NewCourse);
  if (!body.ok) return body.response;
  return courseReply(await courses.create(db, change, body.data), 201);
}
