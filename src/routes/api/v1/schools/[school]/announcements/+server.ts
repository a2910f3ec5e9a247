import { json } from '@sveltejs/kit';
import { NewAnnouncement } from '$lib/domain/announcement';
import * as announcements from '$lib/server/announcements';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { inTheWay, problem, readJson, tooMany } from '$lib/server/problem';

export async function GET(event) {
  const { actor, school } = await requireCohorts(db, event);
  return json({ announcements: await announcements.list(db, actor, school.id) });
}

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewAnnouncement);
  if (!body.ok) return body.response;
  const sent = await announcements.send(db, change, body.data);
  switch (sent.outcome) {
    case 'missing':
      return problem(404, 'Not found', 'There is no such school of yours');
    case 'invalid':
      return inTheWay(sent.field, sent.error);
    case 'limited':
      return tooMany(sent);
    case 'sent':
      return json(await announcements.find(db, actor, school.id, sent.id), { status: 201 });
  }
}
