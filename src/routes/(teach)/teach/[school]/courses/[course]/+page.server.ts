import { randomUUID } from 'node:crypto';
import { error, fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { lessonIds } from '$lib/domain/course';
import { CourseEdit } from '$lib/domain/course-edit';
import { NewLesson } from '$lib/domain/lesson/text';
import * as shipped from '$lib/server/courses';
import { addable } from '$lib/server/course-lessons';
import { db } from '$lib/server/db/pool';
import * as forms from '$lib/server/forms';
import { requireAuthor, requireCourse } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import * as courses from '$lib/server/school-courses';
import * as lessons from '$lib/server/school-lessons';

const missing = 'There is no such course of this school';

export async function load(event) {
  const { actor, school, course } = await requireCourse(db, event);
  const own = await lessons.list(db, actor, school.id, course.id);
  const placed = new Set(lessonIds(course.modules));
  return {
    course,
    newId: randomUUID(),
    own: Object.fromEntries(own.map((lesson) => [lesson.id, lesson])),
    shipped: Object.fromEntries(
      [...placed].flatMap((id) => {
        const lesson = shipped.shipped(id);
        return lesson ? [[id, lesson.title] as const] : [];
      })
    ),
    addable: addable(course),
    aside: own.filter(({ id }) => !placed.has(id)).map(({ id, title }) => ({ id, title }))
  };
}

export const actions = {
  async edit(event) {
    const { change } = await requireAuthor(db, event);
    const form = await event.request.formData();
    const fields = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
    const asked = parse(CourseEdit, {
      ...fields,
      prerequisites: form.getAll('prerequisites').map(String)
    });
    if (!asked.ok) return fail(422, { error: Object.values(asked.errors)[0] });
    const { course } = event.params;
    return told(await courses.edit(db, change, course, Number(fields.revision), asked.data));
  },

  async lesson(event) {
    const { school, change } = await requireAuthor(db, event);
    const asked = v.safeParse(NewLesson, await forms.texts(event.request));
    if (!asked.success) return fail(422, { error: 'Give the lesson a title' });
    const made = await lessons.create(db, change, event.params.course, asked.output);
    if (made.outcome === 'taken') return fail(409, { error: forms.sentBefore });
    if (made.outcome === 'missing') error(404, made.error);
    if ('error' in made) return fail(422, { error: made.error });
    redirect(303, `/teach/${school.slug}/lessons/${made.id}/edit`);
  },

  async publish(event) {
    const { change } = await requireAuthor(db, event);
    const { on } = await forms.texts(event.request);
    return told(await courses.publish(db, change, event.params.course, on === 'yes'));
  },

  async archive(event) {
    const { change } = await requireAuthor(db, event);
    const { on } = await forms.texts(event.request);
    return told(await courses.archive(db, change, event.params.course, on === 'yes'));
  }
};

function told(outcome: courses.Outcome) {
  switch (outcome.outcome) {
    case 'done':
      return { done: true };
    case 'missing':
      error(404, missing);
    case 'invalid':
      return fail(422, { error: outcome.error });
    case 'taken':
      return fail(409, { error: forms.sentBefore });
    case 'stale':
      return fail(409, {
        error:
          'A colleague has changed this course meanwhile. Here is how it stands now: do it again.'
      });
  }
}
