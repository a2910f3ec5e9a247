import { error } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';

export const prerender = true;

export const entries = () =>
  courses
    .list()
    .flatMap((course) =>
      course.modules.flatMap((module) =>
        module.lessons.map(({ slug }) => ({ course: course.slug, lesson: slug }))
      )
    );

export function load({ params }) {
  const lesson = courses.lesson(params.course, params.lesson);
  if (!lesson) error(404, 'There is no lesson at this address');
  return { lesson };
}
