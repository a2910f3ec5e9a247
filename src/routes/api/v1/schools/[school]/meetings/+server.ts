import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { NewMeeting } from '$lib/domain/attendance';
import { HoursFilter } from '$lib/domain/hours-filter';
import { db } from '$lib/server/db/pool';
import { requireAuthor } from '$lib/server/guard';
import * as meetings from '$lib/server/meetings';
import { idTaken, problem, readJson } from '$lib/server/problem';

const day = 86_400_000;

export async function GET(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const filter = v.safeParse(HoursFilter, Object.fromEntries(event.url.searchParams));
  if (!filter.success) return problem(422, 'Not a filter', filter.issues[0].message);
  const today = Math.floor(change.now.getTime() / day);
  const { from, until } = filter.output;
  const within = {
    from: new Date((from ?? today - 28) * day),
    until: new Date(((until ?? today + 28) + 1) * day)
  };
  return json({ meetings: await meetings.list(db, actor, school.id, within) });
}

export async function POST(event) {
  const { actor, school, change } = await requireAuthor(db, event);
  const body = await readJson(event.request, NewMeeting);
  if (!body.ok) return body.response;
  const made = await meetings.create(db, change, body.data);
  if (made.outcome === 'taken') return idTaken();
  if (made.outcome === 'missing')
    return problem(404, 'Not found', 'There is no such cohort of this school');
  return json(await meetings.find(db, actor, school.id, made.id), { status: 201 });
}
