/** Where a student does what was assigned, whichever page leads there. */
import type { Db } from './db/connect';
import type { AssignmentKind } from '../domain/assignment';
import { lessonAddress } from '../domain/lesson-address';

/** What the address is made of. */
export interface Toward {
  id: string;
  kind: AssignmentKind;
  quiz: string | null;
  /** The first that is not read yet. */
  lesson: string | null;
}

/**
 * For queries in which `assignments` is named so and a row of `assigned` is `assignment_students`:
 * the columns `quiz` and `lesson`. Who has read what a lesson was adapted from has read it.
 */
export const toward = ({ $client: sql }: Db) => sql`
  subject->>'quiz' as quiz,
  (select lessons.id
    from jsonb_array_elements_text(subject->'lessons') with ordinality as asked (id, place)
      join lessons on lessons.id = asked.id
      left join school_lessons on school_lessons.lesson_id = lessons.id
    where retired_at is null and not exists (select from completions
      where completions.account_id = assignment_students.account_id
        and completions.lesson_id in (asked.id, school_lessons.origin))
    order by place limit 1) as lesson`;

/** @returns a path. What was learned is held by each day's review */
export function addressOf({ id, kind, quiz, lesson }: Toward): string {
  if (kind === 'practice') return `/review?assignment=${id}`;
  if (quiz !== null) return `/quizzes/${quiz}`;
  return lesson === null ? '/today' : lessonAddress(lesson);
}
