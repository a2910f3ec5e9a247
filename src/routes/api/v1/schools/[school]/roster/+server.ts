import { json } from '@sveltejs/kit';
import { mostBytes } from '$lib/domain/roster/read';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import { problem, readBytes, tooMany } from '$lib/server/problem';
import { viewedMany } from '$lib/server/record-views';
import { write } from '$lib/server/roster-export';
import * as rosterImport from '$lib/server/roster-import';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const file = await write(db, change);
  if (file === null) return problem(404, 'Not found', 'Only an admin takes the roster along');
  const look = { actor, school: school.id, way: 'file', now: change.now } as const;
  await viewedMany(db, look, 'membership', file.split('\r\n').length - 2);
  return new Response(file, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="roster.csv"',
      'cache-control': 'no-store'
    }
  });
}

export async function POST(event) {
  const { change } = await requireCohorts(db, event);
  const body = await readBytes(event.request, mostBytes);
  if (!body.ok) return body.response;
  const seen = event.url.searchParams.get('seen') ?? '';
  const done = await rosterImport.accept(db, change, body.bytes, seen);
  if (done.outcome === 'missing') return problem(404, 'Not found', 'Only an admin sends a roster');
  if (done.outcome === 'limited') return tooMany(done);
  if (done.outcome === 'done') return json(done.preview);
  const fix = 'Look at what it would do now, and send it again with the new `seen`';
  return problem(409, 'Not what was seen', fix, { preview: done.preview });
}
