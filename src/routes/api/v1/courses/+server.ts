import { json } from '@sveltejs/kit';
import * as courses from '$lib/server/courses';

export const GET = () => json({ courses: courses.list() });
