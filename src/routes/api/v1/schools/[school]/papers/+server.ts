import { json } from '@sveltejs/kit';
import { NewPaper } from '$lib/domain/papers/request';
import { db } from '$lib/server/db/pool';
import { requireCohorts } from '$lib/server/guard';
import * as papers from '$lib/server/papers';
import { inTheWay, problem, readJson } from '$lib/server/problem';
import { viewed, viewedMany } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const student = event.url.searchParams.get('student');
  const found = await papers.list(db, actor, school.id, student);
  const look = { actor, school: school.id, way: 'api', now: change.now } as const;
  const whose = found.find((paper) => paper.student)?.student;
  if (student !== null && whose) await viewed(db, look, { record: whose.id }, 'papers');
  else if (student === null) await viewedMany(db, look, 'papers', found.length);
  return json({ papers: found });
}

export async function POST(event) {
  const { actor, school, change } = await requireCohorts(db, event);
  const body = await readJson(event.request, NewPaper);
  if (!body.ok) return body.response;
  const issued = await papers.issue(db, change, body.data);
  switch (issued.outcome) {
    case 'missing':
      return problem(
        404,
        'Not found',
        'There is no such student, or only administrators may do this'
      );
    case 'invalid':
      return inTheWay(issued.field, issued.error);
    case 'issued':
      return json(await papers.find(db, actor, school.id, issued.id), { status: 201 });
  }
}
