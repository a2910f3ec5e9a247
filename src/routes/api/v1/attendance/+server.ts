import { json } from '@sveltejs/kit';
import { Code } from '$lib/domain/attendance';
import { redeem } from '$lib/server/attendances';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { readJson, refusedField, tooMany } from '$lib/server/problem';

export async function POST(event) {
  const { actor } = requireAccount(event);
  const body = await readJson(event.request, Code);
  if (!body.ok) return body.response;
  const result = await redeem(db, actor, body.data.code, new Date());
  if (result.outcome === 'limited') return tooMany(result);
  if (result.outcome === 'wrong')
    return refusedField(
      'code',
      'No class of yours shows this code now: read it off the board again'
    );
  return json(result);
}
