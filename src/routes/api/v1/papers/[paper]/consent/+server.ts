import { Consent } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import * as papers from '$lib/server/own-papers';
import { problem, readJson } from '$lib/server/problem';

export async function PUT(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, Consent);
  if (!body.ok) return body.response;
  const { showsName } = body.data;
  const isOwn = await papers.consent(db, account.id, event.params.paper, showsName, new Date());
  return isOwn
    ? new Response(null, { status: 204 })
    : problem(404, 'Not found', 'There is no such paper of yours');
}
