import { json } from '@sveltejs/kit';
import { NewSchool } from '$lib/domain/school';
import { db } from '$lib/server/db/pool';
import { requireAccount } from '$lib/server/guard';
import { idTaken, readJson, tooMany } from '$lib/server/problem';
import * as schools from '$lib/server/schools';

export async function POST(event) {
  const { account } = requireAccount(event);
  const body = await readJson(event.request, NewSchool);
  if (!body.ok) return body.response;
  const made = await schools.create(db, account, body.data, new Date());
  if (made.outcome === 'taken') return idTaken();
  return made.outcome === 'limited' ? tooMany(made) : json(made.school, { status: 201 });
}
