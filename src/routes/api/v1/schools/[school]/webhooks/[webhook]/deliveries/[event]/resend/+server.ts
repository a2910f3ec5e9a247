import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { problem } from '$lib/server/problem';
import * as deliveries from '$lib/server/webhook-deliveries';
import { refusal } from '$lib/server/webhook-record';

export async function POST(event) {
  const { actor, school, change } = await requireConnector(db, event);
  const id = event.params.event;
  const sent = await deliveries.resend(db, change, event.params.webhook, id);
  if (sent.outcome === 'invalid') return problem(409, 'Nothing is sent at present', sent.error);
  if (sent.outcome === 'missing') return refusal(sent);
  const delivery = await deliveries.find(db, actor, school.id, event.params.webhook, id);
  return json(delivery, { status: 202 });
}
