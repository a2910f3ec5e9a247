import { fail, redirect } from '@sveltejs/kit';
import { CourseDetails } from '$lib/domain/course';
import { db } from '$lib/server/db/pool';
import * as shipped from '$lib/server/courses';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import * as courses from '$lib/server/school-courses';

export async function load(event) {
  const { actor, school } = await requireAuthor(db, event);
  const own = await courses.list(db, actor, school.id);
  return {
    courses: own.map(({ modules, ...course }) => ({
      ...course,
      lessons: modules.reduce((sum, { lessons }) => sum + lessons.length, 0)
    })),
    shipped: shipped.list().map(({ slug, title, summary, modules }) => ({
      slug,
      title,
      summary,
      lessons: modules.reduce((sum, { lessons }) => sum + lessons.length, 0)
    }))
  };
}

const none: Record<string, string> = {};

export const actions = {
  async begin(event) {
    const { school, change } = await requireAuthor(db, event);
    const form = await forms.read(event.request, CourseDetails);
    if (!form.ok) return fail(422, form.refused);
    const made = await courses.create(db, change, form.data);
    if (made.outcome !== 'done') return fail(422, form.refused);
    redirect(303, `/teach/${school.slug}/courses/${made.course.slug}`);
  },

  async adopt(event) {
    const { school, change } = await requireAuthor(db, event);
    const { course = '' } = await forms.texts(event.request);
    const made = await courses.adopt(db, change, course);
    if (made.outcome === 'invalid')
      return fail(422, { values: none, errors: none, message: made.error });
    if (made.outcome === 'done') redirect(303, `/teach/${school.slug}/courses/${made.course.slug}`);
  }
};
