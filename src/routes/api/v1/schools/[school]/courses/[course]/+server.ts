import { json } from '@sveltejs/kit';
import { CourseChange } from '$lib/domain/course';
import { courseReply } from '$lib/server/authoring-replies';
import { db } from '$lib/server/db/pool';
import { requireAuthor, requireCourse } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import * as courses from '$lib/server/school-courses';
import * as lessons from '$lib/server/school-lessons';

export async function GET(event) {
  const { actor, school, course } = await requireCourse(db, event);
  return json({ ...course, lessons: await lessons.list(db, actor, school.id, course.id) });
}

export async function PUT(event) {
  const { change } = await requireAuthor(db, event);
  const body = await readJson(event.request, CourseChange);
  if (!body.ok) return body.response;
  return courseReply(await courses.save(db, change, event.params.course, body.data));
}
