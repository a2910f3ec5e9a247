import { json } from '@sveltejs/kit';
import { HoldInput } from '$lib/domain/retention';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { idTaken, problem, readJson } from '$lib/server/problem';
import { place } from '$lib/server/record-holds';

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readJson(event.request, HoldInput);
  if (!body.ok) return body.response;
  switch (await place(db, change, event.params.member, body.data)) {
    case 'done':
      return json({ id: body.data.id }, { status: 201 });
    case 'taken':
      return idTaken();
    case 'missing':
      return problem(
        404,
        'Not found',
        'There is no such member, or only administrators may do this'
      );
  }
}
