import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { BankFilter } from '$lib/domain/bank-filter';
import { NewQuestion } from '$lib/domain/item-draft';
import * as bankList from '$lib/server/bank-list';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { create } from '$lib/server/item-publishing';
import { flawed, idTaken, problem, readJson } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(BankFilter, Object.fromEntries(event.url.searchParams));
  const { items, total } = await bankList.list(db, actor, school.id, filter);
  return json({ items, total });
}

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, NewQuestion);
  if (!body.ok) return body.response;
  const done = await create(db, actor, school.id, body.data, new Date());
  if (done === 'taken') return idTaken();
  if (!done) return problem(404, 'Not found', 'There is no such school of yours');
  if (done.status === 'refused') return flawed(done.flaws);
  return json({ item: done.item, version: done.version }, { status: 201 });
}
