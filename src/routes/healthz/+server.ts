import { text } from '@sveltejs/kit';

/** Whether this process answers; says nothing of the database. */
export const GET = () => text('ok');
