/** How pages of assignments say where one stands. */
import type { AssignmentKind, stateOf, Task } from '$lib/domain/assignment';

export const stateNames: Record<ReturnType<typeof stateOf>, string> = {
  open: 'Open',
  overdue: 'Overdue',
  finished: 'Done by all',
  withdrawn: 'Withdrawn'
};

export const stateTones: Record<ReturnType<typeof stateOf>, string> = {
  open: '',
  overdue: 'warn',
  finished: 'good',
  withdrawn: ''
};

export const kindNames: Record<AssignmentKind, string> = {
  practice: 'Questions',
  lessons: 'Lessons',
  quiz: 'Quiz',
  recall: 'Goal of recall',
  note: 'Case note'
};

/** What each student is to do, in a few words. */
export function taskOf({ kind, subject }: Task): string {
  switch (kind) {
    case 'practice':
      return `${countQuestions(subject.questions)} each`;
    case 'lessons':
      return `${subject.lessons.length} ${subject.lessons.length === 1 ? 'lesson' : 'lessons'} to read`;
    case 'quiz':
      return 'to be sat';
    case 'recall':
      return `remember ${Math.round(subject.share * 100)}%, over at least ${subject.answers} answered questions`;
    case 'note':
      return 'to be written';
  }
}

export const countQuestions = (count: number) =>
  `${count} ${count === 1 ? 'question' : 'questions'}`;
