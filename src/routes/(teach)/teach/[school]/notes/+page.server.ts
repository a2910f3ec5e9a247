import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as notes from '$lib/server/notes';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const names = event.url.searchParams.has('names');
  const [waiting, graded] = await Promise.all([
    notes.list(db, actor, school.id, names),
    notes.listGraded(db, actor, school.id, names)
  ]);
  const brief = ({ answer, quiz, finishedAt, student, grading }: notes.Note) => {
    return { answer, quiz, finishedAt, student, gradedAt: grading?.gradedAt ?? null };
  };
  return { names, waiting: waiting.map(brief), graded: graded.map(brief) };
}
