import { error } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';

export const prerender = true;

export const entries = () => courses.list().map(({ slug }) => ({ course: slug }));

export function load({ params }) {
  const course = courses.find(params.course);
  if (!course) error(404, 'There is no course at this address');
  const { title, weightsFrom } = courses.outline();
  return { course, outline: { title, weightsFrom }, coverage: courses.coverage(params.course)! };
}
