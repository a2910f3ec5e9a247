import { randomUUID } from 'node:crypto';
import { fail, redirect } from '@sveltejs/kit';
import { AdoptedCourse, EmptyCourse } from '$lib/domain/course';
import { db } from '$lib/server/db/pool';
import * as shipped from '$lib/server/courses';
import * as forms from '$lib/server/forms';
import { requireAuthor } from '$lib/server/guard';
import * as courses from '$lib/server/school-courses';

export async function load(event) {
  const { actor, school } = await requireAuthor(db, event);
  const own = await courses.list(db, actor, school.id);
  return {
    newId: randomUUID(),
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
    const form = await forms.read(event.request, EmptyCourse);
    if (!form.ok) return fail(422, form.refused);
    const made = await courses.create(db, change, form.data);
    if (made.outcome === 'taken') return fail(409, { ...form.refused, message: forms.sentBefore });
    if (made.outcome !== 'done') return fail(422, form.refused);
    redirect(303, `/teach/${school.slug}/courses/${made.course.slug}`);
  },

  async adopt(event) {
    const { school, change } = await requireAuthor(db, event);
    const form = await forms.read(event.request, AdoptedCourse);
    const refuse = (status: number, message: string) =>
      fail(status, { values: none, errors: none, message });
    if (!form.ok) return refuse(422, Object.values(form.refused.errors)[0]!);
    const made = await courses.create(db, change, form.data);
    if (made.outcome === 'invalid') return refuse(422, made.error);
    if (made.outcome === 'taken') return refuse(409, forms.sentBefore);
    if (made.outcome === 'done') redirect(303, `/teach/${school.slug}/courses/${made.course.slug}`);
  }
};
