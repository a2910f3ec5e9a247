import { redirect } from '@sveltejs/kit';

export const GET = ({ params }) => redirect(303, `/teach/${params.school}/quizzes`);
