import { text } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { log } from '$lib/server/log';

/** Whether requests may be sent here: the database answers. */
export async function GET() {
  try {
    await db.$client`select 1`;
    return text('ok');
  } catch (error) {
    log.warn({ err: error }, 'The database does not answer');
    return text('The database does not answer', { status: 503 });
  }
}
