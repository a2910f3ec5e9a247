import { redirect } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { signOut } from '$lib/server/guard';

export async function POST(event) {
  await signOut(db, event);
  redirect(303, '/');
}
