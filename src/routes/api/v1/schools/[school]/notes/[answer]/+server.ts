import { json } from '@sveltejs/kit';
import { GradingRequest } from '$lib/domain/grading';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as notes from '$lib/server/notes';
import { problem, readJson } from '$lib/server/problem';

export async function POST(event) {
  const { actor, school } = await requireStaff(db, event);
  const body = await readJson(event.request, GradingRequest);
  if (!body.ok) return body.response;
  const { seen, ...grading } = body.data;
  const { answer } = event.params;
  const graded = await notes.grade(db, actor, school.id, answer, grading, seen, new Date());
  switch (graded.outcome) {
    case 'graded':
      return json({ grading: graded.grading }, { status: 201 });
    case 'missing':
      return problem(404, 'Not found', 'There is no such note to grade at this school');
    case 'invalid':
      return problem(422, 'Not a grading of this note', graded.error);
    case 'changed':
      return problem(
        409,
        'Graded meanwhile',
        'Somebody has graded this note since. Send its id as "seen" to grade it again',
        { grading: graded.grading }
      );
  }
}
