/** Who may find which question. Lessons and the glossary are there for everybody. */

/** As much of a question as decides it. */
export interface Findable {
  id: string;
  /** `course/lesson`. */
  lesson: string;
  /** Kept for quizzes. */
  reserved: boolean;
  /** By the prose of its lesson, which everybody can read. */
  isAsked: boolean;
}

/** Who searches: somebody without an account, a learner, or staff of a school. */
export type Seeker =
  | { kind: 'guest' }
  | {
      kind: 'learner';
      /** Lessons, as `course/lesson`. */
      completed: ReadonlySet<string>;
      /** Ids of items. */
      answered: ReadonlySet<string>;
    }
  | { kind: 'staff' };

/**
 * @returns whether a question may be shown in search: to staff each; to a learner those met in a
 *   lesson that is completed, or answered before; to everybody those that a lesson asks. One that
 *   is kept for quizzes no learner meets here, whatever was answered: it may be asked again.
 */
export function mayFind(seeker: Seeker, { id, lesson, reserved, isAsked }: Findable): boolean {
  if (seeker.kind === 'staff') return true;
  if (reserved) return false;
  if (isAsked) return true;
  return seeker.kind === 'learner' && (seeker.completed.has(lesson) || seeker.answered.has(id));
}
