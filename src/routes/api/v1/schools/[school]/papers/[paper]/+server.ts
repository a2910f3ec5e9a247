import { json } from '@sveltejs/kit';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as papers from '$lib/server/papers';
import { problem } from '$lib/server/problem';
import { viewedPaper } from '$lib/server/record-views';

export async function GET(event) {
  const { actor, school } = await requireStaff(db, event);
  const paper = await papers.find(db, actor, school.id, event.params.paper);
  if (!paper) return problem(404, 'Not found', 'There is no such paper of yours');
  const look = { actor, school: school.id, way: 'api', now: new Date() } as const;
  await viewedPaper(db, look, paper);
  return json(paper);
}
