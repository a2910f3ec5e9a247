import { Resolution } from '$lib/domain/report';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import { problem, readJson } from '$lib/server/problem';
import * as reports from '$lib/server/reports';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, Resolution);
  if (!body.ok) return body.response;
  const { report } = event.params;
  switch (await reports.resolve(db, actor, school.id, report, body.data, new Date())) {
    case 'resolved':
      return new Response(null, { status: 204 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such report at this school');
    case 'already':
      return problem(409, 'Already resolved', 'Somebody else has answered this report');
  }
}
