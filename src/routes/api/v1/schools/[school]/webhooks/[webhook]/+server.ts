import { json } from '@sveltejs/kit';
import { WebhookChange } from '$lib/domain/webhook';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import { refusal } from '$lib/server/webhook-record';
import * as webhooks from '$lib/server/webhooks';

export async function GET(event) {
  const { actor, school } = await requireConnector(db, event);
  const webhook = await webhooks.find(db, actor, school.id, event.params.webhook);
  return webhook ? json(webhook) : refusal({ outcome: 'missing' });
}

export async function PUT(event) {
  const { change } = await requireConnector(db, event);
  const body = await readJson(event.request, WebhookChange);
  if (!body.ok) return body.response;
  const changed = await webhooks.change(db, change, event.params.webhook, body.data);
  if (changed.outcome !== 'done') return refusal(changed);
  return json(await webhooks.find(db, change.actor, change.school, event.params.webhook));
}

export async function DELETE(event) {
  const { change } = await requireConnector(db, event);
  return (await webhooks.remove(db, change, event.params.webhook))
    ? new Response(null, { status: 204 })
    : refusal({ outcome: 'missing' });
}
