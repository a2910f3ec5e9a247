import { json } from '@sveltejs/kit';
import { Once } from '$lib/domain/client-id';
import { db } from '$lib/server/db/pool';
import { requireConnector } from '$lib/server/guard';
import { idTaken, readJson } from '$lib/server/problem';
import { refusal } from '$lib/server/webhook-record';
import { rotate } from '$lib/server/webhook-rotation';

export async function POST(event) {
  const { change } = await requireConnector(db, event);
  const body = await readJson(event.request, Once);
  if (!body.ok) return body.response;
  const rotated = await rotate(db, change, event.params.webhook, body.data.id);
  if (rotated === 'taken') return idTaken();
  return rotated ? json(rotated, { status: 201 }) : refusal({ outcome: 'missing' });
}
