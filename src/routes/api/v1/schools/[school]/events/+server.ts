import { json } from '@sveltejs/kit';
import { EventQuery } from '$lib/domain/events';
import { db } from '$lib/server/db/pool';
import * as events from '$lib/server/events';
import { requireConnector } from '$lib/server/guard';
import { parse } from '$lib/server/issues';
import { problem, refusedField } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireConnector(db, event);
  const query = parse(EventQuery, Object.fromEntries(event.url.searchParams));
  if (!query.ok) {
    const [[field, error] = ['', '']] = Object.entries(query.errors);
    return refusedField(field, error);
  }
  const page = await events.list(db, actor, school.id, query.data);
  if (page === null) return problem(404, 'Not found', 'There is no such school of yours');
  if (page === 'gone')
    return problem(
      410,
      'Not kept any more',
      `This event is unknown, or older than ${events.kept} days: leave "after" out to begin with the oldest`
    );
  return json(page);
}
