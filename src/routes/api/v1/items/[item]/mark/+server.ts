import { json } from '@sveltejs/kit';
import { CardMarkRequest } from '$lib/domain/card-mark';
import * as cardMarks from '$lib/server/card-marks';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, CardMarkRequest);
  if (!body.ok) return body.response;
  const mark = await cardMarks.set(db, account, event.params.item, body.data.kind, new Date());
  return mark
    ? json(mark)
    : problem(404, 'Not found', 'There is no such question that you may set aside now');
}

export async function DELETE(event) {
  const { account } = requireAccount(event);
  await cardMarks.clear(db, account.id, event.params.item);
  return new Response(null, { status: 204 });
}
