import { json } from '@sveltejs/kit';
import { NewWebhook } from '$lib/domain/webhook';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { readJson } from '$lib/server/problem';
import { refusal } from '$lib/server/webhook-record';
import * as webhooks from '$lib/server/webhooks';

export async function GET(event) {
  const { actor, school } = await requireConnector(db, event);
  return json({ webhooks: await webhooks.list(db, actor, school.id) });
}

export async function POST(event) {
  const { actor, school, change } = await requireConnector(db, event);
  const body = await readJson(event.request, NewWebhook);
  if (!body.ok) return body.response;
  const added = await webhooks.add(db, change, body.data);
  if (added.outcome !== 'done') return refusal(added);
  const made = await webhooks.find(db, actor, school.id, added.id);
  return json({ ...made, secret: added.secret }, { status: 201 });
}
