import { MemberChange } from '$lib/domain/member-change';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as members from '$lib/server/members';
import { problem, readJson, refusedField } from '$lib/server/problem';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, MemberChange);
  if (!body.ok) return body.response;
  const changed = await members.change(db, change, event.params.member, body.data);
  if (changed.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such member whom you may change');
  if (changed.outcome === 'invalid') return refusedField(changed.field, changed.error);
  return new Response(null, { status: 204 });
}
