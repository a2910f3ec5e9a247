import { json } from '@sveltejs/kit';
import { validate } from 'uuid';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import * as deliveries from '$lib/server/webhook-deliveries';
import { refusal } from '$lib/server/webhook-record';

export async function GET(event) {
  const { actor, school } = await requireConnector(db, event);
  const before = event.url.searchParams.get('before');
  if (before !== null && !validate(before))
    return refusal({ outcome: 'invalid', field: 'before', error: 'Give the id of an event' });
  const list = await deliveries.list(db, actor, school.id, event.params.webhook, before);
  return list ? json({ deliveries: list }) : refusal({ outcome: 'missing' });
}
