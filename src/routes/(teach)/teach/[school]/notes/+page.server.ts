import * as v from 'valibot';
import { NoteFilter } from '$lib/domain/grading';
import * as cohorts from '$lib/server/cohorts';
import { db } from '$lib/server/db/pool';
import { requireStaff } from '$lib/server/guard';
import * as queue from '$lib/server/note-queue';
import { viewedMany } from '$lib/server/record-views';

export async function load(event) {
  const { actor, school } = await requireStaff(db, event);
  const filter = v.parse(NoteFilter, Object.fromEntries(event.url.searchParams));
  const [waiting, graded, quizzes, own] = await Promise.all([
    queue.list(db, actor, school.id, filter),
    queue.listGraded(db, actor, school.id, filter.names),
    queue.quizzes(db, actor, school.id),
    cohorts.list(db, actor, school.id)
  ]);
  // Without names a line says of nobody what it says: each note is noted where it is read.
  if (filter.names) {
    const look = { actor, school: school.id, way: 'page', now: new Date() } as const;
    const count = waiting.length + graded.length;
    await viewedMany(db, look, 'quizzes', count, event.url.pathname + event.url.search);
  }
  const brief = ({ answer, quiz, finishedAt, student, grading }: queue.Note) => {
    return { answer, quiz, finishedAt, student, gradedAt: grading?.gradedAt ?? null };
  };
  return {
    filter,
    quizzes,
    cohorts: own.map(({ id, name }) => ({ id, name })),
    waiting: waiting.map(brief),
    graded: graded.map(brief)
  };
}
