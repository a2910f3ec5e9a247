import * as courses from '$lib/server/courses';

export const prerender = true;

export const load = () => ({ courses: courses.list() });
