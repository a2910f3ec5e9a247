import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { refusal } from '$lib/server/webhook-record';
import * as webhooks from '$lib/server/webhooks';

export async function POST(event) {
  const { change } = await requireConnector(db, event);
  const rotated = await webhooks.rotate(db, change, event.params.webhook);
  return rotated ? json(rotated, { status: 201 }) : refusal({ outcome: 'missing' });
}
