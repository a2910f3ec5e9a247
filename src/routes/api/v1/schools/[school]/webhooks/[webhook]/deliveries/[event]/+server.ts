import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import * as deliveries from '$lib/server/webhook-deliveries';
import { refusal } from '$lib/server/webhook-record';

export async function GET(event) {
  const { actor, school } = await requireConnector(db, event);
  const id = event.params.event;
  const found = await deliveries.find(db, actor, school.id, event.params.webhook, id);
  return found ? json(found) : refusal({ outcome: 'missing' });
}
