import { error } from '@sveltejs/kit';
import { toICalendar } from '$lib/domain/calendar';
import { read } from '$lib/server/calendar-feeds';
import { db } from '$lib/server/db/pool';
import { link } from '$lib/server/mail';

/** Read by calendar programs, without a log-in: the address is the secret. */
export async function GET({ params }) {
  const now = new Date();
  const found = await read(db, params.token, now);
  if (!found) error(404, 'There is no calendar at this address: it may have been ended');
  const origin = new URL(link('/')).origin;
  return new Response(toICalendar(found.name, found.events, origin, now), {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, max-age=300',
      'content-disposition': 'inline; filename="palpate.ics"'
    }
  });
}
