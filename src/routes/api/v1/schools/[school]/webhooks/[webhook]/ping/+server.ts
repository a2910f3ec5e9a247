import { json } from '@sveltejs/kit';
import { Once } from '$lib/domain/client-id';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import * as deliveries from '$lib/server/webhook-deliveries';
import { refusal } from '$lib/server/webhook-record';

export async function POST(event) {
  const { actor, school, change } = await requireConnector(db, event);
  const body = await readJson(event.request, Once);
  if (!body.ok) return body.response;
  const sent = await deliveries.ping(db, change, event.params.webhook, body.data.id);
  if (sent.outcome !== 'done') return refusal(sent);
  const delivery = await deliveries.find(db, actor, school.id, event.params.webhook, sent.id);
  return json(delivery, { status: 202 });
}
